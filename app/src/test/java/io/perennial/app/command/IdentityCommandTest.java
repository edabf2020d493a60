// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.RecordId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is who, on the command line: a shop and a register of members that share no key. */
class IdentityCommandTest {

  private static final List<String> GIVEN =
      List.of("Ada", "Bob", "Eve", "Max", "Ida", "Tom", "Zoe", "Leo", "Mia", "Jan");
  private static final List<String> FAMILY =
      List.of("Lovelace", "Turing", "Hopper", "Noether", "Gauss", "Euler", "Curie", "Planck");

  @TempDir static Path made;
  @TempDir Path folder;

  private Shell shell = new Shell(Path.of(""));

  /** A workspace whose records are resolved, made once. */
  @BeforeAll
  static void resolve() throws IOException {
    Shell start = new Shell(made);
    start.run("init", "club", "-q");
    List<String> shop = new ArrayList<>(List.of("id,first_name,last_name,birth_date,city,email"));
    List<String> members =
        new ArrayList<>(List.of("id,first_name,last_name,birth_date,city,email"));
    List<String> truth = new ArrayList<>(List.of("source,key,person"));
    List<String> pairs = new ArrayList<>(List.of("shop_id,members_id,same"));
    Random random = new Random(11);
    for (int i = 0; i < 120; i++) {
      String given = GIVEN.get(random.nextInt(GIVEN.size()));
      String family = FAMILY.get(random.nextInt(FAMILY.size()));
      String born = "%d-%02d-%02d".formatted(1940 + i % 60, 1 + i % 12, 1 + random.nextInt(28));
      String city = "Town" + random.nextInt(12);
      shop.add("S%d,%s,%s,%s,%s,p%d@x.org".formatted(i, given, family, born, city, i));
      truth.add("shop,S" + i + "," + i);
      if (i % 2 == 0) {
        String slip = i % 4 == 0 ? family : family.replaceFirst("[ae]", "i");
        members.add("M%d,%s,%s,%s,%s,".formatted(i, given, slip, born, city));
        truth.add("members,M" + i + "," + i);
        pairs.add("S" + i + ",M" + i + ",yes");
        pairs.add("S" + (i + 1) + ",M" + i + ",no");
      }
    }
    Path club = made.resolve("club");
    Files.write(club.resolve("shop.csv"), shop);
    Files.write(club.resolve("members.csv"), members);
    Files.write(club.resolve("truth.csv"), truth);
    Files.write(club.resolve("pairs.csv"), pairs);
    Shell.Outcome connected =
        start.in("club").run("connect", "shop.csv", "members.csv", "--write", "-q");
    assertThat(connected.code()).as(connected.all()).isZero();
    Shell.Outcome run = start.in("club").run("run", "-q");
    assertThat(run.code()).as(run.all()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    try (var files = Files.walk(made)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve(made.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    shell = new Shell(folder).in("club");
  }

  private Shell.Outcome done(String... args) {
    Shell.Outcome outcome = shell.run(args);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  private String customer(String system, String key) {
    return done(
            "sql",
            "SELECT customer_id FROM links WHERE record_id = " + RecordId.of(system, key).value(),
            "--json")
        .out()
        .replaceAll("\\D", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain",
        "history",
        "link",
        "unlink",
        "unmerge",
        "constraints",
        "review",
        "evaluate"
      })
  void each_has_a_help_with_an_example(String command) {
    Shell.Outcome help = done("identity", command, "--help");

    assertThat(help.out())
        .contains("Usage: perennial identity " + command)
        .contains("Example")
        .contains("perennial identity " + command)
        .contains("--json");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(done("identity").out()).contains("  " + command + " ");
  }

  @Test
  void explain_shows_the_weights_and_no_values() {
    Shell.Outcome outcome = done("identity", "explain", "shop:S4", "members:M4");

    assertThat(outcome.out())
        .contains("They are one customer since ")
        .containsPattern("prior +any two records +-\\d")
        .containsPattern("birth date +equal +\\+\\d")
        .containsPattern("total +probability 0\\.9")
        .contains("Values are not shown; --permit PURPOSE shows them")
        .doesNotContain("Town");
  }

  @Test
  void explain_shows_values_under_a_permit_and_keeps_it_in_the_audit_trail() throws IOException {
    Shell.Outcome outcome =
        done("identity", "explain", "shop:S4", "members:M4", "--permit", "service");

    assertThat(outcome.out()).contains("A says").contains("Town");
    assertThat(Files.readString(folder.resolve("club/state/audit.jsonl")))
        .contains("2 records")
        .contains("service");
  }

  @Test
  void explain_of_a_customer_with_itself_is_refused() {
    Shell.Outcome outcome = shell.run("identity", "explain", "shop:S4", "shop:S4");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("Cannot explain customer ").contains("with itself");
  }

  @Test
  void unknown_records_and_systems_are_answered_with_the_nearest() {
    assertThat(shell.run("identity", "history", "shop:S4444").err())
        .contains("Unknown record: shop has none of that key")
        .contains("(did you mean S44?)");
    assertThat(shell.run("identity", "history", "shp:S4").err())
        .contains("Unknown system: shp (did you mean shop?)");
    assertThat(shell.run("identity", "histroy", "shop:S4").err())
        .contains("histroy")
        .contains("did you mean history?");
  }

  @Test
  void before_anything_is_resolved_it_says_what_to_do() {
    new Shell(folder).run("init", "empty", "-q");

    Shell.Outcome outcome = new Shell(folder).in("empty").run("identity", "explain", "1", "2");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("Cannot say who is who: nothing was resolved yet; perennial run does that");
  }

  @Test
  void what_is_linked_stays_so_until_it_is_revoked_and_the_state_is_as_before() {
    String before = done("export", "links", "-q").out().replaceAll("\\S*-resolve-\\S*", "");
    done("identity", "link", "shop:S1", "shop:S3", "--note", "seen together");
    done("resolve", "-q");

    assertThat(customer("shop", "S1")).isEqualTo(customer("shop", "S3"));
    assertThat(done("identity", "explain", "shop:S1", "shop:S3").out())
        .contains("They are one customer")
        .contains("Constraint 1: must-link");
    assertThat(done("identity", "history", "shop:S1").out()).contains("merge");
    assertThat(done("identity", "constraints").out())
        .contains("must-link")
        .contains("tester")
        .doesNotContain("seen together");
    assertThat(done("identity", "constraints", "--permit", "service").out())
        .contains("seen together");

    done("identity", "constraints", "revoke", "1");
    done("resolve", "-q");

    String after = done("export", "links", "-q").out().replaceAll("\\S*-resolve-\\S*", "");
    assertThat(after).isEqualTo(before);
    assertThat(done("identity", "constraints").out()).contains("Nobody said anything");
    assertThat(done("identity", "constraints", "--all").out()).contains("revoked at");
  }

  @Test
  void unmerge_undoes_the_last_merge_and_both_have_their_ids_again() {
    String one = customer("shop", "S1");
    String other = customer("shop", "S3");
    done("identity", "link", "shop:S1", "shop:S3");
    done("resolve", "-q");

    Shell.Outcome outcome = done("identity", "unmerge", "shop:S1");
    assertThat(outcome.out()).contains("are 2 customers").contains("cannot-link");
    assertThat(outcome.err()).contains("contradicts").contains("must-link");
    done("resolve", "-q");

    assertThat(customer("shop", "S1")).isEqualTo(one);
    assertThat(customer("shop", "S3")).isEqualTo(other);
    assertThat(shell.run("identity", "unmerge", "shop:S5").err())
        .contains("Cannot unmerge customer ")
        .contains("no merge of it was noted");
  }

  @Test
  void unmerge_says_nothing_of_records_that_came_with_the_merge() throws IOException {
    Path shop = folder.resolve("club/shop.csv");
    String known =
        Files.readAllLines(shop).stream()
            .filter(line -> line.startsWith("S1,"))
            .findFirst()
            .orElseThrow();
    Files.writeString(shop, Files.readString(shop) + known.replaceFirst("S1,", "S500,") + "\n");
    done("identity", "link", "shop:S1", "shop:S3");
    done("ingest", "-q");
    done("resolve", "-q");
    assertThat(customer("shop", "S500")).isEqualTo(customer("shop", "S3"));

    assertThat(done("identity", "unmerge", "shop:S3").out())
        .contains("(1 record), ")
        .containsOnlyOnce("cannot-link");
    done("resolve", "-q");

    assertThat(customer("shop", "S500")).isEqualTo(customer("shop", "S1"));
    assertThat(customer("shop", "S3")).isNotEqualTo(customer("shop", "S1"));
  }

  @Test
  void contradicting_constraints_are_reported_with_both() {
    done("identity", "link", "shop:S1", "shop:S3");

    Shell.Outcome outcome = done("identity", "unlink", "shop:S1", "shop:S3");

    assertThat(outcome.err())
        .contains("Constraint 1: must-link")
        .contains("contradicts 2: cannot-link")
        .contains("What was said later holds");
    assertThat(done("identity", "constraints", "--json").out())
        .contains("\"contradictions\"")
        .contains("\"set_aside\": 1");
    assertThat(shell.run("identity", "constraints", "revoke", "9").err())
        .contains("Unknown constraint: 9");
  }

  @Test
  void review_lists_pairs_and_takes_answers() {
    Shell.Outcome listed = done("identity", "review", "--limit", "3", "--json");
    assertThat(listed.out()).contains("\"queue\"").contains("\"pairs\"");

    Matcher pairs = Pattern.compile("\"pair\": \"([a-z2-9]{8})\"").matcher(listed.out());
    assertThat(pairs.find()).as("there is a pair to review: " + listed.out()).isTrue();
    String first = pairs.group(1);
    String told = done("identity", "review", "--accept", first).out();
    assertThat(told).contains("Accepted 1 pair, refused 0 pairs");
    assertThat(done("identity", "review", "--json").out()).doesNotContain(first);
    assertThat(shell.run("identity", "review", "--accept", first).err())
        .contains("Unknown pair: " + first)
        .contains("answered by now");
    assertThat(shell.run("identity", "review", "--accept", "1").err()).contains("Unknown pair: 1");
  }

  @Test
  void what_review_asks_about_is_answered_for_that_pair_and_no_other() {
    Shell.Outcome listed = done("identity", "review", "--limit", "1", "--json");
    String a = number(listed.out(), "record_a");
    String b = number(listed.out(), "record_b");
    shell.typing("n\nq\n");

    assertThat(done("identity", "review", "--ask", "--limit", "2").out())
        .contains("One customer? [y]es, [n]o, [s]kip, [q]uit:")
        .contains("cannot-link " + a + " " + b);
  }

  private static String number(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\": ([0-9]+)").matcher(json);
    assertThat(found.find()).as(name + " in " + json).isTrue();
    return found.group(1);
  }

  @Test
  void unmerge_takes_a_new_record_out_that_was_put_into_a_customer() throws IOException {
    Path shop = folder.resolve("club/shop.csv");
    String known =
        Files.readAllLines(shop).stream()
            .filter(line -> line.startsWith("S1,"))
            .findFirst()
            .orElseThrow();
    Files.writeString(shop, Files.readString(shop) + known.replaceFirst("S1,", "S501,") + "\n");
    done("ingest", "-q");
    done("resolve", "-q");
    assertThat(customer("shop", "S501")).isEqualTo(customer("shop", "S1"));
    assertThat(done("identity", "history", "shop:S501").out()).contains("join");

    assertThat(done("identity", "unmerge", "shop:S1").out()).contains("are 2 customers");
    done("resolve", "-q");

    assertThat(customer("shop", "S501"))
        .isEqualTo(RecordId.of("shop", "S501").toString())
        .isNotEqualTo(customer("shop", "S1"));
  }

  @Test
  void evaluate_reads_persons_by_system_and_key() {
    Shell.Outcome outcome = done("identity", "evaluate", "--labels", "truth.csv");

    assertThat(outcome.out())
        .startsWith("180 records of 180 labelled")
        .containsPattern("pairs of records +[01]\\.\\d+ +[01]\\.\\d+ +[01]\\.\\d+")
        .contains("records (B³)")
        .contains("Are probabilities what they say")
        .contains("By threshold")
        .doesNotContain("Lovelace");
    assertThat(done("identity", "evaluate", "--labels", "truth.csv", "--json").out())
        .contains("\"b_cubed\"")
        .contains("\"expected_error\"")
        .contains("\"curve\"");
  }

  @Test
  void evaluate_reads_pairs_whose_columns_name_the_systems() {
    assertThat(done("identity", "evaluate", "--labels", "pairs.csv").out())
        .startsWith("120 pairs of 180 records labelled")
        .contains("pairs, as resolved");
  }

  @Test
  void evaluate_says_what_it_cannot_use() throws IOException {
    Files.writeString(folder.resolve("club/odd.csv"), "key,person\nnobody,1\nS1,2\nS2,3\n");

    assertThat(done("identity", "evaluate", "--labels", "odd.csv").out())
        .contains("Note: 1 of 3 rows name a record that was not resolved (the first in line 2)")
        .doesNotContain("nobody");
    assertThat(shell.run("identity", "evaluate", "--labels", "gone.csv").err())
        .contains("Cannot read labels: there is no file");
    Shell.Outcome unknown =
        shell.run("identity", "evaluate", "--labels", "truth.csv", "--person", "persn");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("Unknown column: persn (did you mean person?)");
  }

  @Test
  void labels_teach_the_model_and_it_is_fitted_anew_when_they_change() throws IOException {
    setting("labels: pairs.csv");

    assertThat(done("resolve").out()).contains("learned with 120 labelled pairs");
    assertThat(done("resolve").out()).contains("up to date");
    assertThat(done("identity", "evaluate", "--labels", "pairs.csv").out())
        .contains("Note: the model learned from this file");

    Files.writeString(
        folder.resolve("club/pairs.csv"),
        "shop_id,members_id,same\nS2,M2,yes\nS4,M8,.5\nnobody,M8,1\n");
    Shell.Outcome again = done("resolve");
    assertThat(again.out()).contains("learned with 1 labelled pair");
    assertThat(again.all())
        .contains("identity.labels: 1 of 3 rows name a record that was not resolved")
        .doesNotContain("nobody");
    Files.delete(folder.resolve("club/pairs.csv"));
    assertThat(shell.run("resolve").err()).contains("Cannot read identity.labels: ");
  }

  @Test
  void one_email_per_person_keeps_apart_and_explain_tells() throws IOException {
    setting("one-per-person: email");
    done("resolve", "-q");

    assertThat(done("identity", "explain", "shop:S1", "shop:S3").out())
        .contains("A person has one email, and theirs differ (identity.one-per-person): only a");
    assertThat(done("identity", "explain", "shop:S1", "shop:S3", "--json").out())
        .contains("\"kept_apart_by\"");
    done("identity", "link", "shop:S1", "shop:S3");
    assertThat(done("resolve").all()).contains("One email per person keeps records ");
    assertThat(done("identity", "explain", "shop:S1", "shop:S3").out())
        .contains("yet somebody said that they are one");
  }

  @Test
  void a_log_of_merges_links_what_a_system_gave_up() throws IOException {
    Path configuration = folder.resolve("club/perennial.yaml");
    Files.writeString(folder.resolve("club/merges.csv"), "old,new\nS1,S3\nS3,S5\nS5,S1\n");
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replaceFirst(
                "(?m)^sources:\\n",
                """
                sources:
                  merges:
                    files: [merges.csv]
                    system: shop
                    columns: {customer: old}
                    type: profile
                    claims: {redirect: new}
                """));
    done("ingest", "-q");
    Shell.Outcome resolved = done("resolve");

    assertThat(resolved.all()).contains("Constraint redirect ").contains(" contradicts redirect ");
    assertThat(customer("shop", "S1"))
        .isEqualTo(customer("shop", "S3"))
        .isEqualTo(customer("shop", "S5"));
  }

  private void setting(String line) throws IOException {
    Path configuration = folder.resolve("club/perennial.yaml");
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replaceFirst("(?m)^identity:.*\n", "identity:\n  " + line + "\n"));
  }

  @Test
  void blocking_is_explained_without_resolving() {
    assertThat(done("resolve", "--explain-blocking").out())
        .startsWith("180 records; ")
        .contains("compared as")
        .containsPattern("birth_date +birth date");
    assertThat(done("resolve", "--explain-blocking", "--json").out()).contains("\"covered\"");
    assertThat(done("resolve", "--refit").out()).contains("resolve: 180 records in, ");
    assertThat(shell.run("resolve", "--refit", "--explain-blocking").code()).isEqualTo(2);
  }

  @Test
  void a_customer_is_shown_with_what_is_believed_of_them() {
    Shell.Outcome masked = done("customer", "shop:S4");

    assertThat(masked.out())
        .contains("Golden record (masked)")
        .containsPattern("email +x9@x\\.xxx +recent +shop")
        .contains("household_id");
    assertThat(done("customer", "shop:S4", "--permit", "service").out())
        .containsPattern("email +p4@x\\.org +recent +shop");
    assertThat(done("report", "-q").code()).isZero();
  }
}
