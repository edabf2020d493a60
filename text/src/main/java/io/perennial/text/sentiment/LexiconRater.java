// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import io.perennial.text.Language;
import io.perennial.text.clean.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a text feels by the words in it: each word's valence, strengthened or weakened by the three
 * words before it, turned by a negation among them (in German and its kin also behind it), doubled
 * emphasis by capitals and exclamation marks; after a but, more. Needs no training.
 *
 * <p>Source: Hutto and Gilbert, "VADER" (ICWSM 2014), whose constants are taken; negations behind a
 * word, elisions and stems are ours, for other languages.
 */
final class LexiconRater {

  private static final double MORE = 0.293;
  private static final double CAPITALS = 0.733;
  private static final double TURNED = -0.74;
  private static final double TURNED_BEHIND = -0.6;
  private static final double NORMAL = 15;
  private static final int REACH = 3;
  private static final int REACH_BEHIND = 4;
  private static final int MAX_PHRASE = 5;
  private static final int MAX_TOKENS = 1_000;
  private static final Set<String> ELIDING = Set.of("fr", "it", "pt");

  private LexiconRater() {}

  /** A word of the text, what it feels like, and how it is written. */
  private record Said(String word, boolean isLoud, boolean isStop, int marks) {}

  /** Rates the tokens of a text. */
  static LexiconScore rate(List<Token> tokens, Language language) {
    Lexicon lexicon = Lexicon.of(language.code());
    List<Said> said = said(tokens, language);
    int[] starts = new int[said.size()];
    double[] valences = valences(said, lexicon, starts);
    double positive = 0;
    double negative = 0;
    double last = 0;
    int words = 0;
    int turned = 0;
    int but = lastBut(said, lexicon);
    for (int i = 0; i < valences.length; i++) {
      if (valences[i] != 0) {
        double valence = strengthened(said, valences[i], starts[i], i, lexicon);
        double sense = sense(said, valences, starts[i], i, lexicon);
        turned += sense < 0 ? 1 : 0;
        valence *= sense * (but < 0 ? 1 : i < but ? 0.5 : 1.5);
        positive += Math.max(0, valence);
        negative += Math.min(0, valence);
        last = valence;
        words++;
      }
    }
    double sum = positive + negative;
    sum += Math.signum(sum) * emphasis(said);
    return new LexiconScore(
        sum / Math.sqrt(sum * sum + NORMAL), positive, negative, last, words, turned);
  }

  private static List<Said> said(List<Token> tokens, Language language) {
    boolean isShouted = isShouted(tokens);
    List<Said> said = new ArrayList<>();
    for (Token token : tokens.subList(0, Math.min(tokens.size(), MAX_TOKENS))) {
      String word = token.lower();
      switch (token.kind()) {
        case WORD -> {
          int apostrophe = word.indexOf('\'');
          if (apostrophe > 0 && ELIDING.contains(language.code())) {
            said.add(new Said(word.substring(0, apostrophe + 1), false, false, 0));
            word = word.substring(apostrophe + 1);
          }
          said.add(new Said(word, !isShouted && isLoud(token.text()), false, 0));
        }
        case EMOJI -> said.add(new Said(face(word), false, false, 0));
        case SIGN -> {
          boolean isMark = word.startsWith("!");
          boolean isStop =
              ".!?;:".indexOf(word.charAt(0)) >= 0 || "。！？".indexOf(word.charAt(0)) >= 0;
          said.add(new Said(word, false, isStop, isMark ? word.length() : 0));
        }
      }
    }
    return said;
  }

  private static boolean isLoud(String word) {
    return word.length() > 1
        && word.equals(word.toUpperCase(Locale.ROOT))
        && !word.equals(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isShouted(List<Token> tokens) {
    return tokens.stream().filter(Token::isWord).allMatch(token -> isLoud(token.text()));
  }

  /** An emoji without tone and form; of a smile one mouth. */
  private static String face(String emoji) {
    if (emoji.charAt(0) < 128) {
      int end = emoji.length();
      while (end > 2 && emoji.charAt(end - 1) == emoji.charAt(end - 2)) {
        end--;
      }
      return emoji.substring(0, end);
    }
    return new String(Character.toChars(emoji.codePointAt(0)));
  }

  /** Valences of words, 0 for most; where the phrase begins that a word ends, in {@code starts}. */
  private static double[] valences(List<Said> said, Lexicon lexicon, int[] starts) {
    double[] valences = new double[said.size()];
    for (int i = 0; i < valences.length; i++) {
      int length = phrase(said, i, lexicon, valences);
      if (length == 0) {
        String word = said.get(i).word();
        OptionalDouble valence = lexicon.valence(word);
        if (valence.isEmpty()) {
          valence = lexicon.valence(withoutRuns(word));
        }
        boolean isOther = isModifier(lexicon, word);
        valences[i] = isOther ? 0 : valence.orElse(0);
        starts[i] = i;
      } else {
        starts[i + length - 1] = i;
        i += length - 1;
      }
    }
    return valences;
  }

  private static boolean isModifier(Lexicon lexicon, String word) {
    return isNot(lexicon, word)
        || lexicon.is(Lexicon.Part.MORE, word)
        || lexicon.is(Lexicon.Part.LESS, word)
        || lexicon.is(Lexicon.Part.BUT, word);
  }

  /** Two to five words that stand in the list together: their number; the last has the valence. */
  private static int phrase(List<Said> said, int from, Lexicon lexicon, double[] valences) {
    for (int length = Math.min(MAX_PHRASE, said.size() - from); length > 1; length--) {
      StringBuilder words = new StringBuilder(said.get(from).word());
      for (int i = from + 1; i < from + length; i++) {
        words.append(' ').append(said.get(i).word());
      }
      OptionalDouble valence = lexicon.phrase(words.toString());
      if (valence.isPresent()) {
        valences[from + length - 1] = valence.orElseThrow();
        return length;
      }
    }
    return 0;
  }

  /** Sooo goood: so good. */
  private static String withoutRuns(String word) {
    StringBuilder once = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      boolean isRun =
          i > 1 && word.charAt(i) == word.charAt(i - 1) && word.charAt(i) == word.charAt(i - 2);
      if (!isRun) {
        once.append(word.charAt(i));
      }
    }
    return once.toString();
  }

  private static double strengthened(
      List<Said> said, double bare, int start, int at, Lexicon lexicon) {
    double sign = Math.signum(bare);
    double valence = bare + (said.get(at).isLoud() ? sign * CAPITALS : 0);
    double fading = 1;
    for (int i = start - 1; i >= Math.max(0, start - REACH) && !said.get(i).isStop(); i--) {
      String word = said.get(i).word();
      double more =
          lexicon.is(Lexicon.Part.MORE, word)
              ? MORE
              : lexicon.is(Lexicon.Part.LESS, word) ? -MORE : 0;
      valence += sign * fading * (more + (more != 0 && said.get(i).isLoud() ? CAPITALS : 0));
      fading -= 0.05;
    }
    return valence;
  }

  /** 1, or below 0 where something turns the word. */
  private static double sense(
      List<Said> said, double[] valences, int start, int at, Lexicon lexicon) {
    if (start < at && isNot(lexicon, said.get(start).word())) {
      return 1; // a phrase that holds its negation
    }
    for (int i = start - 1; i >= Math.max(0, start - REACH) && !said.get(i).isStop(); i--) {
      if (isNot(lexicon, said.get(i).word())) {
        return valences[at] > 0 ? TURNED : TURNED_BEHIND;
      }
    }
    int end = Math.min(said.size(), at + 1 + REACH_BEHIND);
    for (int i = at + 1; i < end && !said.get(i).isStop() && valences[i] == 0; i++) {
      String word = said.get(i).word();
      if (word.equals(",") || lexicon.is(Lexicon.Part.BUT, word)) {
        return 1;
      }
      if (lexicon.is(Lexicon.Part.AFTER, word)) {
        boolean turnsNext = i + 1 < said.size() && valences[i + 1] != 0;
        return turnsNext ? 1 : TURNED_BEHIND;
      }
    }
    return 1;
  }

  private static boolean isNot(Lexicon lexicon, String word) {
    return lexicon.is(Lexicon.Part.NOT, word) || word.endsWith("n't");
  }

  private static int lastBut(List<Said> said, Lexicon lexicon) {
    for (int i = said.size() - 1; i > 0; i--) {
      if (lexicon.is(Lexicon.Part.BUT, said.get(i).word())) {
        return i;
      }
    }
    return -1;
  }

  private static double emphasis(List<Said> said) {
    int marks = said.stream().mapToInt(Said::marks).sum();
    return 0.292 * Math.min(4, marks);
  }
}
