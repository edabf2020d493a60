// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Postal addresses in one line, with the words that stand for streets written out. */
final class Addresses {

  private static final Pattern LINE_END = Pattern.compile("\\s*(?:\n|\\\\n|\\|)\\s*");
  private static final Pattern COMMAS = Pattern.compile("\\s*,(?:\\s*,)*\\s*");
  private static final Pattern AROUND = Pattern.compile("^[\\s,]+|[\\s,]+$");

  private static final int FLAGS = Pattern.UNICODE_CASE;

  private record Word(Pattern said, String meant) {}

  private static final Set<String> ENGLISH = Set.of("GB", "US", "IE", "CA", "AU", "NZ", "ZA");

  /** Words at the end of a part of an address, where {@code St} cannot be a saint. */
  private static final List<Word> OF_ENGLISH =
      List.of(
          behind("St", "Street"),
          behind("Rd", "Road"),
          behind("Ave", "Avenue"),
          behind("Blvd", "Boulevard"),
          behind("Ln", "Lane"),
          behind("Dr", "Drive"),
          behind("Sq", "Square"),
          behind("Pl", "Place"));

  private static final Map<String, List<Word>> OF_OTHERS =
      Map.of(
          "FR", List.of(before("(?:Av|av)\\.", "avenue "), before("(?:Bd|bd)\\.?", "boulevard ")),
          "ES", List.of(before("C/", "Calle "), before("Avda?\\.", "Avenida ")),
          "IT", List.of(before("V\\.le", "Viale "), before("P\\.(?:za|zza)", "Piazza ")));

  /** {@code Hauptstr. 5}: in no other language does a word end so. */
  private static final List<Word> OF_GERMAN =
      List.of(
          new Word(Pattern.compile("(?<=\\p{L})str\\.? ?(?=\\d)", FLAGS), "straße "),
          new Word(Pattern.compile("(?<![\\p{L}\\p{M}])Str\\. ?(?=\\d)", FLAGS), "Straße "));

  private Addresses() {}

  /**
   * Parts with {@code ", "} between, whatever ended the lines; abbreviations of streets written out
   * where their language is certain: German ones by their form, others by the country.
   *
   * @param country ISO code of the country where the address is, if known
   */
  static String form(String said, Optional<String> country) {
    String line = LINE_END.matcher(said).replaceAll(", ");
    line = COMMAS.matcher(line).replaceAll(", ");
    line = AROUND.matcher(line).replaceAll("");
    for (Word word : words(country)) {
      line = word.said().matcher(line).replaceAll(word.meant());
    }
    return line.strip();
  }

  private static List<Word> words(Optional<String> country) {
    if (country.isEmpty() || Set.of("DE", "AT", "CH").contains(country.get())) {
      return OF_GERMAN;
    }
    return ENGLISH.contains(country.get())
        ? OF_ENGLISH
        : OF_OTHERS.getOrDefault(country.get(), List.of());
  }

  private static Word behind(String said, String meant) {
    return new Word(Pattern.compile("(?<=\\p{L} )" + said + "\\b\\.?(?=$|,)", FLAGS), meant);
  }

  private static Word before(String said, String meant) {
    return new Word(Pattern.compile("(?<![\\p{L}\\d])" + said + " *(?=\\p{L})", FLAGS), meant);
  }
}
