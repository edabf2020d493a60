// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of each value of an attribute before pairs are compared: made once for a value,
 * read for every pair. Most pairs differ so much that this shows it: what is asked first of a value
 * lies together in one line of the processor's memory, and its text is not looked at.
 */
final class Prepared {

  /*
   * Of each value four numbers in a row:
   * 0. its signature;
   * 1. its location in the dictionary;
   * 2. of names and places how they sound; of e-mail addresses the signature of what stands before
   *    @; of amounts the number; of coordinates the position; of values of words where these are and how many; of others the
   *    first eight characters, the last eight of telephones;
   * 3. of names their outline (see Outline); of e-mail addresses hash and length of what stands
   *    before @.
   */
  private static final int CHUNK = 4096;

  /** What is no position. */
  static final long NOWHERE = Long.MIN_VALUE;

  private final TextStore texts;
  private final long[] facts;
  private final List<int[]> nicknames = new ArrayList<>();
  private final Tokens tokens;

  private Prepared(TextStore texts, Tokens tokens) {
    this.texts = texts;
    this.tokens = tokens;
    facts = new long[texts.size() * 4];
  }

  /**
   * Prepares all values of a kind.
   *
   * @param hashedWith what hashes of words are made with, beside the word
   */
  static Prepared of(Making making, String hashedWith, TextStore texts, int[] counts, int records) {
    Comparing comparing = making.comparing();
    AttributeKind kind = comparing.kind();
    Tokens tokens =
        new Tokens(
            hashedWith,
            comparing.hasTokens() ? texts : new TextStore(),
            counts,
            records,
            making.frozen().map(Reading.Attribute::words),
            kind == AttributeKind.FULL_NAME);
    Prepared prepared = new Prepared(texts, tokens);
    int n = texts.size();
    IntStream.range(0, (n + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              Word word = new Word();
              int end = Math.min(n, (chunk + 1) * CHUNK);
              for (int code = chunk * CHUNK; code < end; code++) {
                prepared.prepare(comparing, code, word);
              }
            });
    if (kind == AttributeKind.GIVEN_NAME) {
      prepared.findNicknames();
    }
    return prepared;
  }

  Tokens tokens() {
    return tokens;
  }

  long signature(int code) {
    return facts[code << 2];
  }

  /** How many characters a value has. */
  int length(int code) {
    return TextStore.characters(facts[(code << 2) + 1]);
  }

  /** The third number of a value. */
  long third(int code) {
    return facts[(code << 2) + 2];
  }

  /** The fourth number of a value. */
  long fourth(int code) {
    return facts[(code << 2) + 3];
  }

  /** Where the packed tokens of a value begin. */
  int firstToken(int code) {
    return (int) (third(code) >>> 8);
  }

  /** Reads the first token of a value, so that all are near. */
  long touchTokens(int code) {
    return tokenCount(code) > 0 ? tokens.packed(firstToken(code)) : 0;
  }

  /** How many tokens a value has. */
  int tokenCount(int code) {
    return (int) third(code) & 0xff;
  }

  void read(int code, Word word) {
    texts.readAt(facts[(code << 2) + 1], word);
  }

  /** The groups of a given name that has some. */
  int[] nicknames(int code) {
    return nicknames.get(Outline.nickname(fourth(code)));
  }

  private void prepare(Comparing comparing, int code, Word word) {
    texts.read(code, word);
    int at = code << 2;
    facts[at] = Signature.of(word);
    facts[at + 1] = texts.location(code);
    if (comparing.hasTokens()) {
      int start = tokens.start(code);
      facts[at + 2] = ((long) start << 8) | (tokens.end(code) - start);
      return;
    }
    switch (comparing) {
      case GIVEN_NAME, FAMILY_NAME, PLACE -> {
        facts[at + 2] = Phonetics.packed(texts.text(code));
        facts[at + 3] = Outline.of(word);
      }
      case EMAIL -> {
        int whole = word.length;
        word.length = nameLength(word);
        facts[at + 2] = Signature.of(word);
        facts[at + 3] = (hash(word) << 16) | word.length;
        word.length = whole;
      }
      case NUMBER -> facts[at + 2] = Double.doubleToLongBits(Numbers.parse(texts.text(code)));
      case COORDINATES -> facts[at + 2] = Coordinates.parse(texts.text(code)).orElse(NOWHERE);
      case PHONE -> facts[at + 2] = eight(word, Math.max(0, word.length - 8));
      default -> facts[at + 2] = eight(word, 0);
    }
  }

  /** By itself, since few names have some and each list stands for many. */
  private void findNicknames() {
    nicknames.add(new int[0]);
    for (int code = 0; code < texts.size(); code++) {
      String name = texts.text(code);
      int blank = name.indexOf(' ');
      int[] groups = Nicknames.groups(blank < 0 ? name : name.substring(0, blank));
      if (groups.length > 0) {
        facts[(code << 2) + 3] = Outline.withNickname(fourth(code), nicknames.size());
        nicknames.add(groups);
      }
    }
  }

  private static int nameLength(Word address) {
    int at = 0;
    while (at < address.length && address.at(at) != '@') {
      at++;
    }
    return at;
  }

  private static long hash(Word word) {
    long hash = 0;
    for (int i = 0; i < word.length; i++) {
      hash = hash * 31 + word.at(i);
    }
    return hash;
  }

  /** Up to eight characters from a place, the first in the highest byte. */
  private static long eight(Word word, int from) {
    long packed = 0;
    for (int i = from; i < from + 8; i++) {
      packed = (packed << 8) | (i < word.length ? word.at(i) : 0);
    }
    return packed;
  }
}
