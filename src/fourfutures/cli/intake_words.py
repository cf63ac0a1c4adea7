"""What the command line says of `evidence add`, in both languages."""

from __future__ import annotations

EXAMPLES = {
    "intake.add": "fourfutures evidence add articles feed.xml --dry-run",
}
EN = {
    "intake.add": "Read documents, question them, and put what may be evidence on the desk, where it counts for nothing until it is accepted.",
    "intake.sources": "Files or folders (Markdown, HTML, RSS or Atom, text, CSV, JSON Lines), - for standard input, or addresses with --fetch.",
    "intake.dry_run": "Show what would be proposed and write nothing.",
    "intake.fetch": "Fetch addresses: web pages and feeds, within limits of size, time and redirects.",
    "intake.terms": "TOML file of your own terms, beside those of the program.",
    "intake.ledger": "Ledger that takes them (if left out: your own).",
    "intake.grades": "TOML file of your own first grades of sources, which go before those of the program.",
    "intake.llm": "Let a language model propose too: address of an OpenAI-compatible endpoint, to which the documents' sentences are sent. What it proposes is marked as such and counts for nothing until it is accepted.",
    "intake.llm_model": "Name of the model as its endpoint knows it.",
    "intake.llm_key_env": "Name of the environment variable that holds the endpoint's key (the name, never the key).",
    "stage.questions": "documents asked about",
}
ZH = {
    "intake.add": "读入文献、指出存疑之处，并将可作证据的内容放上证据台；接受之前不计入概率。",
    "intake.sources": "文件或目录（Markdown、HTML、RSS 或 Atom、纯文本、CSV、JSON Lines），标准输入写作 -；网址须加 --fetch。",
    "intake.dry_run": "只显示会提议什么，不写入任何内容。",
    "intake.fetch": "抓取网址：网页和订阅源，大小、时间和重定向次数有上限。",
    "intake.terms": "您自己的词语文件（TOML），与程序自带的并用。",
    "intake.ledger": "写入的台账（不写则为您自己的）。",
    "intake.grades": "您自己的来源初评文件（TOML），先于程序自带的评级。",
    "intake.llm": "另由语言模型提议：OpenAI 兼容接口的地址，文献中的句子会发送到该处。模型的提议会注明出自模型，接受之前不计入。",
    "intake.llm_model": "模型名称，按接口所用写。",
    "intake.llm_key_env": "存有接口密钥的环境变量的名称（只写变量名，切勿写密钥）。",
    "stage.questions": "已提问文献",
}
