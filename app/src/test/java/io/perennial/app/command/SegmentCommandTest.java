// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is shown of segments, of one small shop: many who buy little, few who buy much and often.
 */
class SegmentCommandTest {

  @TempDir static Path folder;

  @BeforeAll
  static void segment() throws IOException {
    new Shell(folder).run("init", "shop");
    StringBuilder csv = new StringBuilder("customer,time,order,category,amount\n");
    LocalDate first = LocalDate.of(2024, 1, 1);
    int order = 0;
    for (int customer = 0; customer < 40; customer++) {
      int orders = customer < 8 ? 12 : 1 + customer % 3;
      for (int i = 0; i < orders; i++) {
        csv.append(
            "c%d,%s 10:00:00,o%d,%s,%d%n"
                .formatted(
                    customer,
                    first.plusDays(firstDay(customer) + i * 31L),
                    order++,
                    customer % 2 == 0 ? "tea" : "cups",
                    customer < 8 ? 100 + customer : 10 + customer));
      }
    }
    Files.writeString(folder.resolve("shop/orders.csv"), csv);
    Path file = folder.resolve("shop/perennial.yaml");
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("(?s)\nsources:.*", "\n")
            + """

            sources:
              till:
                files: orders.csv
                type: order
                columns: {customer: customer, time: time, order-id: order, category: category, amount: amount}
            """);
    for (String step : List.of("ingest", "resolve", "features")) {
      well(step);
    }
    well("features", "--rolling", "2", "--every", "60d", "--horizon", "60d");
    well("segment");
    well("value");
  }

  /** Two come at last, and some late enough to be lapsed only at last. */
  private static long firstDay(int customer) {
    if (customer == 36 || customer == 39) {
      return 310;
    }
    return customer * 3L + (customer >= 8 && customer % 4 == 1 ? 150 : 0);
  }

  private static Shell.Outcome run(String... args) {
    return new Shell(folder).in("shop").run(args);
  }

  private static Shell.Outcome well(String... args) {
    Shell.Outcome outcome = run(args);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  private static Shell.Outcome segment(String... args) {
    return run(Stream.concat(Stream.of("segment"), Stream.of(args)).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "quality", "flows", "preview", "overlap"})
  void each_command_has_a_help_with_an_example(String command) {
    Shell.Outcome help = segment(command, "--help");

    assertThat(help.code()).as(help.all()).isZero();
    assertThat(help.out())
        .contains("Usage: perennial segment " + command)
        .containsPattern("Examples?\n  perennial segment " + command);
    assertThat(help.out().lines()).as(help.out()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void list_has_the_first_sentence_of_what_to_do_and_all_of_it_in_json() {
    String people = well("segment", "list", "value").out();
    String programs = well("segment", "list", "value", "--json").out();

    assertThat(people).startsWith("scheme ").contains("what to do", "Top ", "Low ");
    assertThat(people).doesNotContain("lifecycle");
    assertThat(programs).startsWith("[").contains("\"scheme\":\"value\"", "\"play\":");
    assertThat(people.lines().skip(2))
        .as("one sentence at most")
        .allMatch(line -> !line.contains(". "));
    assertThat(segment("list", "vlaue").err())
        .contains("Unknown scheme: vlaue (did you mean value?); there are ");
    assertThat(segment("list", "vlaue").code()).isEqualTo(2);
  }

  @Test
  void show_tells_who_they_are_what_they_are_worth_and_where_they_came_from() {
    String people = well("segment", "show", "Active", "--scheme", "lifecycle").out();
    String programs = well("segment", "show", "Lapsed", "--json").out();

    assertThat(people)
        .startsWith("Active (lifecycle): ")
        .contains("% of what all spent", "Worth: ", "still customers with a probability of ");
    assertThat(programs)
        .startsWith("{\"segments\": [")
        .contains("\"worth\": [", "\"p_alive\":", "\"features\": [", "\"went\": [")
        .containsPattern("\"came\": \\[\n\\{\"from_as_of\"");
    assertThat(well("segment", "show", "Lapsed").out())
        .containsPattern("Came since 2024-\\d\\d-\\d\\d: ");
    assertThat(segment("show", "Lapst").err())
        .contains("Unknown segment: Lapst (did you mean Lapsed?)");
  }

  @Test
  void quality_says_where_nothing_was_tried() {
    Shell.Outcome outcome = segment("quality");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(segment("quality", "--json").out()).startsWith("[");
  }

  @Test
  void flows_tell_who_moved() {
    assertThat(well("segment", "flows", "lifecycle", "--all").out())
        .startsWith("from ")
        .contains("(in none)", "Lapsed");
    assertThat(well("segment", "flows", "lifecycle", "--json").out()).contains("\"from_segment\"");
    assertThat(segment("flows", "lifecycel").code()).isEqualTo(2);
  }

  @Test
  void preview_tells_who_would_be_in_a_segment() {
    assertThat(well("segment", "preview", "purchases >= 10 and spend_total > 1000").out())
        .startsWith("8 of 40 customers, 20.0 %; ")
        .containsPattern("purchases +8 +12 +12 +12 +12 +12 +2\n")
        .containsPattern("Typical: (-?\\d+, ){4}-?\\d+ ");
    assertThat(well("segment", "preview", "purchases > typical.purchases").out())
        .contains(" of 40 customers");
    assertThat(well("segment", "preview", "purchases > 99").out())
        .startsWith("0 of 40 customers, 0.0 %");
    assertThat(well("segment", "preview", "purchases >= 10", "--json").out())
        .contains("\"customers\": 8", "\"share\": 0.2", "\"typical\": [", "\"median\": 12");
  }

  @Test
  void a_wrong_condition_is_refused_with_the_place_and_what_was_meant() {
    Shell.Outcome unknown = segment("preview", "purchases > 1 and spend_totl > 3");

    assertThat(unknown.code()).as(unknown.all()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("unknown feature spend_totl; did you mean spend_total?, at character 19");
    assertThat(segment("preview", "purchases >").code()).isEqualTo(2);
    assertThat(segment("preview", "purchases = 'many'").err()).contains("is read as a number");
  }

  @Test
  void overlap_is_a_matrix_of_two_schemes() {
    assertThat(well("segment", "overlap", "lifecycle", "value").out())
        .startsWith("lifecycle \\ value  customers")
        .contains("Lapsed", "Top", "%  ×");
    assertThat(well("segment", "overlap", "value", "value", "--json").out())
        .contains("\"segment\": \"Top\"", "\"share\": 1,", "\"lift\": ", "\"jaccard\": 1");
    assertThat(segment("overlap", "value", "valeu").code()).isEqualTo(2);
  }
}
