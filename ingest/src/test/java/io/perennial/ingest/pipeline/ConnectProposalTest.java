// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.EventField;
import io.perennial.ingest.connect.Connect;
import io.perennial.ingest.connect.Guess;
import io.perennial.ingest.connect.Proposal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed for files that mislead. */
class ConnectProposalTest {

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private Proposal.Source propose(String header, IntFunction<String> row) {
    workspace.file(
        "file.csv",
        Stream.concat(Stream.of(header), IntStream.range(0, 60).mapToObj(row))
            .toArray(String[]::new));
    Proposal proposal =
        new Connect(workspace.engine(), folder, folder)
            .propose(List.of(folder.resolve("file.csv")));
    return proposal.sources().get(0);
  }

  private static String column(Proposal.Source source, EventField field) {
    Guess guess = source.fields().get(field);
    return guess == null ? "none" : guess.column();
  }

  private static String day(int i) {
    return String.format(Locale.ROOT, "2023-%02d-%02d", 1 + i % 12, 1 + i % 28);
  }

  @Test
  void an_account_number_is_the_customer_and_no_money() {
    Proposal.Source source =
        propose(
            "Booking Date,Account IBAN,Debit",
            i -> day(i) + ",DE89370400440532013" + (100 + i % 9) + "," + i + ".50");

    assertThat(column(source, EventField.CUSTOMER)).isEqualTo("Account IBAN");
    assertThat(column(source, EventField.AMOUNT)).isNotEqualTo("Account IBAN");
  }

  @Test
  void a_birth_is_no_event() {
    Proposal.Source source = propose("customer_id,dob,city", i -> "K" + i + "," + day(i) + ",Ulm");

    assertThat(column(source, EventField.TIME)).isEqualTo("none");
    assertThat(source.claims()).containsKey("birth_date");
    assertThat(source.notes()).noneMatch(note -> note.startsWith("times are days"));
  }

  @Test
  void seconds_since_1970_are_not_ambiguous() {
    Proposal.Source source =
        propose(
            "user_id,ts,amount", i -> "K" + i % 9 + "," + (1_672_531_200L + i) + "," + i + ".5");

    assertThat(source.notes()).isEmpty();
    assertThat(source.yaml()).contains("time-format: epoch-seconds");
  }

  @Test
  void a_header_with_a_name_that_is_there_twice_is_a_header() {
    Proposal.Source source =
        propose(
            "customer_id,order_date,amount,amount",
            i -> "K" + i % 9 + "," + day(i) + "," + i + ".5,1");

    assertThat(column(source, EventField.CUSTOMER)).isEqualTo("customer_id");
    assertThat(source.notes()).contains("there twice, the first is read: amount");
  }
}
