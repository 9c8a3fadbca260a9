"""Rules that a script can hold a Chinese text to: `faults(english, chinese)` names those it breaks.

A rule that does not fit one entry is left out by a comment of the translator's above it: `# without numbers`.
"""

import re
from collections import Counter

from tools.translate_texts import CODE, LINK, MATHS, PLACE, TAG

HAN = "[\u4e00-\u9fff]"
WIDE = "[，。：；？！（）“”《》、]"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NUMBER_WORDS = re.compile(
    r"\b(?:half|once|twice|first|second|third|one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|eighteen|twenty|"
    r"hundred|thousand|million|billion|\w+teen|\w+ty|\w+th)s?\b",
    flags=re.I,
)
FORBIDDEN = {
    "您": "你",
    "权值": "权重",
    "感知器": "感知机",
    "隐层": "隐藏层",
    "对数几率回归": "逻辑回归",
    "精确率": "准确率",
    "让我们": "",
    "同学们": "",
    "「": "“",
    "」": "”",
    "……。": "……",
}
GLOSSARY = {  # English (a regular expression between word boundaries): the Chinese words of which one must stand there
    "deep learning": "深度学习",
    "machine learning": "机器学习",
    "neural networks?": "神经网络",
    "neurons?": "神经元",
    "perceptrons?": "感知机",
    "logistic regression": "逻辑回归",
    "weights?": "权重",
    "bias(?:es)?": "偏置",
    "parameters?": "参数",
    "activation functions?": "激活函数",
    "input layers?": "输入层",
    "hidden layers?": "隐藏层|隐藏",
    "output layers?": "输出层",
    "fully connected": "全连接",
    "feedforward": "前馈",
    "function sets?|sets? of functions": "函数集",
    "feature extractors?": "特征提取器",
    "matrix operations?": "矩阵运算",
    "matrix products?": "矩阵乘积",
    "transposes?|transposed": "转置",
    "parallel computing": "并行计算",
    "one-hot": "独热|one-hot",
    "loss(?:es)?": "损失",
    "cost J": "代价",
    "total loss": "总体损失",
    "cross-entropy": "交叉熵",
    "squared error": "平方误差",
    "gradients?": "梯度",
    "gradient descent": "梯度下降",
    "gradient check": "梯度检验",
    "learning rates?": "学习率",
    "mini-batch(?:es)?": "小批量",
    "epochs?": "轮|epoch",
    "random seeds?": "随机种子",
    "chain rule": "链式法则",
    "backpropagation": "反向传播",
    "forward pass(?:es)?": "前向传递|前向传播",
    "backward pass(?:es)?": "反向传递|反向传播",
    "forward factors?": "前向因子",
    "backward factors?": "反向因子",
    "amplifiers?": "放大器",
    "vanishing gradients?": "梯度消失",
    "universality theorem": "普遍性定理",
    "speech recognition": "语音识别",
    "image recognition": "图像识别",
    "pixels?": "像素",
    "accuracy|accuracies": "准确率",
    "confusion matrix": "混淆矩阵",
    "convolutions?|convolutional": "卷积",
    "filters?": "滤波器",
    "pooling": "池化",
    "standard deviations?": "标准差",
    "percentage points?": "百分点",
    "slides?": "幻灯片",
    "misconceptions?": "误区",
    "exercises?": "练习",
}


def faults(english, chinese, places, without=()):
    """The names of the rules that `chinese` breaks; `places`: do braces hold values, as in an f-string or for `say`?"""
    found = [name for name, rule in RULES.items() if name not in without and rule(english, chinese)]
    if places and pairs(PLACE, english, "'[^']*'") != pairs(PLACE, chinese, "'[^']*'") and "places" not in without:
        found.append("places")
    if not places and not re.search(HAN, chinese) and "untranslated" not in without:
        found.append("untranslated")
    return found


def pairs(pattern, text, silent="(?!)"):
    """How often each match stands there, without what `silent` matches inside it."""
    return Counter(re.sub(silent, "", found[0]) for found in re.finditer(pattern, text))


def differ(pattern, silent="(?!)"):
    return lambda english, chinese: pairs(pattern, english, silent) != pairs(pattern, chinese, silent)


def plain(text):
    """The text with code and maths as a letter, links as their words, without tags and marks of emphasis."""
    text = re.sub(LINK, r"\1", PLACE.sub("\ue000", text))
    text = re.sub(TAG, "", re.sub(rf"{MATHS}|{CODE}", "x", text, flags=re.S))
    return text.replace("*", "")


def numbers(english, chinese):
    """Numbers missing; or added, where the English has none in words that the Chinese may write in digits."""
    english, chinese = (PLACE.sub("", re.sub(TAG, "", text)) for text in (english, chinese))
    cases = Counter({"1": chinese.count("情形一"), "2": chinese.count("情形二")})  # the chain rule's have no digit
    missing = pairs(NUMBER, english) - pairs(NUMBER, chinese) - cases
    added = pairs(NUMBER, chinese) - pairs(NUMBER, english)
    return bool(missing or added and not NUMBER_WORDS.search(english))


def glossary(english, chinese):
    english = re.sub(
        rf"{CODE}|{MATHS}|{TAG}|\[[^]]*\]\(http[^)]*\)|\]\([^)]*\)", " ", PLACE.sub(" ", english), flags=re.S
    )
    return any(
        re.search(rf"\b(?:{term})\b", english, flags=re.I) and not re.search(ours, chinese)
        for term, ours in GLOSSARY.items()
    )


def emphasis(_, chinese):
    """A * or ** that Markdown does not take for a mark: inside it punctuation, outside a letter."""
    text = re.sub(rf"{MATHS}|{CODE}|{PLACE.pattern}", "x", chinese, flags=re.S)
    inward = True  # does the next mark begin an emphasis?
    for mark in re.finditer(r"\*+", text):
        before, after = text[: mark.start()][-1:] or " ", text[mark.end() :][:1] or " "
        if before.isspace() and after.isspace():
            continue
        near, far = (after, before) if inward else (before, after)
        if near.isspace() or not near.isalnum() and far.isalnum():
            return True
        inward = not inward
    return not inward


def traditional(_, chinese):
    """A character that GB 2312, the mainland's list, lacks."""
    return any(
        not character.encode("gb2312", "ignore") for character in re.findall(HAN, chinese.replace("深度學習", ""))
    )


RULES = {
    "code": differ(CODE),
    "maths": differ(MATHS, r"\\text\{[^}]*\}"),
    "links": differ(r"\]\([^()\s]+\)"),
    "tags": differ(TAG),
    "numbers": numbers,
    "glossary": glossary,
    "half-width mark": lambda _, chinese: re.search(rf"{HAN}[,.:;?!(]|[,:;?!)]{HAN}|{WIDE}[,.:;?!]", plain(chinese)),
    "space in Chinese": lambda _, chinese: re.search(rf"{HAN} +{HAN}", plain(chinese)),
    "space beside Latin": lambda _, chinese: re.search(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}", plain(chinese)),
    "space beside a wide mark": lambda _, chinese: re.search(rf"{WIDE} +[^*|\s]|[^*|\s·] +{WIDE}", chinese),
    "space before %": lambda _, chinese: re.search(r"\s%(?!\w)", chinese),
    "emphasis beside a wide mark": emphasis,
    "forbidden word": lambda _, chinese: any(word in chinese for word in FORBIDDEN),
    "traditional character": traditional,
    "more than one line": lambda english, chinese: chinese.count("\n") > english.count("\n"),
}
