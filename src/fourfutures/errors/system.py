"""Why the operating system refused: the cases that people meet, in both languages."""

from __future__ import annotations

import errno

from fourfutures.errors.both import Both

REASONS = {
    "EACCES": Both("permission denied", "没有权限"),
    "EPERM": Both("operation not permitted", "不允许此操作"),
    "ENOENT": Both("no such file or folder", "没有这个文件或目录"),
    "EEXIST": Both("a file of that name exists", "同名文件已存在"),
    "ENOTDIR": Both("a file stands where a folder is needed", "应为目录之处是一个文件"),
    "EISDIR": Both("a folder stands where a file is needed", "应为文件之处是一个目录"),
    "ENOTEMPTY": Both("the folder is not empty", "目录非空"),
    "ENOSPC": Both("no space left on the disk", "磁盘空间不足"),
    "EDQUOT": Both("the disk quota is used up", "磁盘配额已用完"),
    "EFBIG": Both("the file would be larger than allowed", "文件超过允许的大小"),
    "EROFS": Both("the disk is read-only", "磁盘为只读"),
    "ENAMETOOLONG": Both("the name is too long", "名称过长"),
    "ELOOP": Both("links lead round in a circle", "链接首尾循环"),
    "EMFILE": Both("too many files are open", "打开的文件过多"),
    "ENOMEM": Both("out of memory", "内存不足"),
    "EIO": Both("the disk reports an error", "磁盘读写出错"),
    "EBADF": Both("it is closed", "已被关闭"),
}


def reason(error: OSError) -> Both:
    """What the operating system said, in both languages where the case is a known one."""
    known = REASONS.get(errno.errorcode.get(error.errno or 0, ""))
    text = error.strerror or str(error)
    return known or Both(text, text)
