// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.CleanRule;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every value, whatever it is. */
class CleaningPropertyTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private static final Cleaning PLAIN = new Cleaning(Set.of(), Optional.empty(), TODAY);
  private static final Cleaning GERMAN = new Cleaning(Set.of(), Optional.of("DE"), TODAY);

  @Provide
  Arbitrary<String> attributes() {
    return Arbitraries.of(
        "email",
        "phone",
        "name",
        "address",
        "postcode",
        "country",
        "language",
        "birth_date",
        "website",
        "loyalty_id");
  }

  /** Random characters, and pieces of what values are made of, put together anyhow. */
  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "Ada",
            "MÜLLER",
            "ada@x.org",
            "mailto:",
            "<",
            ">",
            "&amp;",
            "&lt;",
            "b>",
            "<br/>",
            "&nbsp;",
            "Ã¼",
            "Ã",
            "â€™",
            "\u200b",
            "\u0301",
            "e",
            " ",
            "  ",
            "\n",
            ",",
            ", ",
            ";",
            ".",
            "+49",
            "0049",
            "030 123456",
            "Dr. ",
            "Mr.",
            "von ",
            "O'",
            "mc",
            "St",
            "Str. ",
            "10115",
            "D-",
            "SW1A1AA",
            "GB",
            "Germany",
            "NA",
            "de_AT",
            "31.12.1980",
            "1900-01-01",
            "12/11/10",
            "N/A",
            "-",
            "@",
            "&#x26;",
            "&#233;",
            "<script>x</script>",
            "\ud800",
            "\ud83d\ude00",
            "ß",
            "İ",
            "x12",
            "http://A.b/?utm_a=1&b=2",
            "ﬁ",
            "１２",
            "＠",
            "(",
            ")",
            "/",
            "ext. 5",
            "<!-- x -->",
            "Jr.",
            "\u0000",
            "\u2028",
            "0.0");
    Arbitrary<String> anything = Arbitraries.strings().ofMinLength(1).ofMaxLength(30);
    Arbitrary<String> composed =
        pieces.list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts));
    return Arbitraries.oneOf(anything, composed);
  }

  @Property(tries = 4000)
  void what_is_clean_stays_as_it_is(
      @ForAll("attributes") String attribute, @ForAll("values") String said) {
    for (Cleaning cleaning : new Cleaning[] {PLAIN, GERMAN}) {
      Cleaned once = cleaning.claim(attribute, said, Optional.empty());
      Cleaned twice = cleaning.claim(attribute, once.value(), Optional.empty());

      assertThat(twice.value()).isEqualTo(once.value());
      assertThat(twice.repairs()).isEmpty();
      assertThat(twice.doubt()).isEqualTo(once.doubt());
    }
  }

  @Property(tries = 4000)
  void what_was_said_never_becomes_nothing(
      @ForAll("attributes") String attribute, @ForAll("values") String said) {
    Cleaned cleaned = PLAIN.claim(attribute, said, Optional.of("US"));

    assertThat(cleaned.value()).isNotEmpty();
    assertThat(cleaned.repairs().isEmpty()).isEqualTo(cleaned.value().equals(said));
    assertThat(cleaned.repairs()).allMatch(rule -> rule.kind() == CleanRule.Kind.REPAIR);
    assertThat(cleaned.doubt().stream()).allMatch(rule -> rule.kind() == CleanRule.Kind.DOUBT);
  }

  @Property(tries = 4000)
  void a_clean_text_stays_as_it_is(@ForAll("values") String said) {
    Cleaned once = PLAIN.text(said);

    assertThat(once.value()).isNotEmpty();
    assertThat(PLAIN.text(once.value()).value()).isEqualTo(once.value());
  }

  @Property(tries = 2000)
  void with_all_rules_off_nothing_changes(
      @ForAll("attributes") String attribute, @ForAll("values") String said) {
    Cleaning off = new Cleaning(EnumSet.allOf(CleanRule.class), Optional.of("DE"), TODAY);

    assertThat(off.claim(attribute, said, Optional.of("DE")))
        .isEqualTo(new Cleaned(said, Set.of(), Optional.empty()));
    assertThat(off.text(said).value()).isEqualTo(said);
  }

  @Property(tries = 2000)
  void a_valid_address_keeps_what_its_provider_may_tell_apart(@ForAll("dotted") String local) {
    Cleaned cleaned = PLAIN.claim("email", local + "+shop@gmail.com", Optional.empty());

    assertThat(cleaned.value()).isEqualTo(local + "+shop@gmail.com");
  }

  @Provide
  Arbitrary<String> dotted() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .ofMinLength(1)
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join(".", parts));
  }

  /** What UTF-8 becomes when it is read as Windows-1252. */
  @Property(tries = 2000)
  void mojibake_of_a_word_with_umlauts_is_made_right(@ForAll("words") String word) {
    String broken =
        new String(
            word.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThat(PLAIN.claim("city", broken, Optional.empty()).value()).isEqualTo(word);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of('ä', 'ö', 'ü', 'é', 'ñ', 'ç', 'å', 'ø', 'a', 'n')
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(
            letters -> {
              StringBuilder word = new StringBuilder("Bü");
              letters.forEach(word::append);
              return word.toString();
            });
  }

  /** Nobody's writing is taken for broken: words with accents, in quotation marks, in capitals. */
  @Property(tries = 2000)
  void what_people_write_is_not_repaired(@ForAll("written") String written) {
    assertThat(Mojibake.repaired(written)).isEqualTo(written);
  }

  @Provide
  Arbitrary<String> written() {
    Arbitrary<String> words =
        Arbitraries.of(
            "Müller", "IRMÃ", "MAÇÃ", "CAFÉ", "JÄ", "Spaß", "Ângela", "ÅSE", "São", "NÃO", "Ä", "à",
            "Øre", "ÉTÉ");
    Arbitrary<String> signs =
        Arbitraries.of(" ", "“", "”", "»", "«", "…", "–", "\u00a0", "’", "-", ",", "™", "°");
    return words
        .flatMap(word -> signs.map(sign -> word + sign))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }
}
