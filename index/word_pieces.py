"""Texts -> word pieces, as multilingual-e5-small splits them."""

from collections.abc import Sequence

from tokenizers import Encoding, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from index.model_file import Header, Vocabulary


class WordPieces:
    """The tokenizer of the embedded model, behind the changes that the model makes to characters first."""

    def __init__(self, vocabulary: Vocabulary, header: Header) -> None:
        self.tokenizer = _build_tokenizer(vocabulary, header)
        self._normalisation = vocabulary.normalisation

    def of(self, texts: Sequence[str]) -> list[Encoding]:
        """The pieces of each text, its prompt included, cut at what the model reads and padded to the longest."""
        return self.tokenizer.encode_batch([text.translate(self._normalisation) for text in texts])


def _build_tokenizer(vocabulary: Vocabulary, header: Header) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    bos, eos = (vocabulary.pieces[i][0] for i in (vocabulary.bos, vocabulary.eos))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    tokenizer.enable_padding(pad_id=vocabulary.pad, pad_token=vocabulary.pieces[vocabulary.pad][0])
    tokenizer.enable_truncation(header.positions)
    return tokenizer
