// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testkit.texts.TicketText;
import io.perennial.testkit.texts.TicketTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers write, from a file to themes, mentions and labels. */
class TextCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void make() throws IOException {
    new Shell(folder).run("init", "shop");
    StringBuilder csv = new StringBuilder("customer,time,brand,said\n");
    TicketTexts texts = TicketTexts.english(4);
    for (int i = 0; i < 11; i++) {
      for (String topic : List.of("login", "size")) {
        TicketText ticket = texts.ticket(topic, i);
        csv.append("c%d,2025-01-%02d 10:00:00,Acme,".formatted(i, 1 + i))
            .append('"')
            .append(ticket.text().replace("\"", "\"\""))
            .append("\"\n");
      }
    }
    csv.append("ada,2025-01-14 11:00:00,,\"The lid of my Acme broke, Globex is better\"\n");
    Files.writeString(folder.resolve("shop/desk.csv"), csv);
    Path file = folder.resolve("shop/perennial.yaml");
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("(?s)\nsources:.*", "\n")
            + """

            sources:
              desk:
                files: desk.csv
                type: ticket_opened
                columns: {customer: customer, time: time, brand: brand, text: said}
            text:
              brands: {Globex: GLX}
            """);
  }

  private Shell shell() {
    return new Shell(folder).in("shop");
  }

  private static Shell.Outcome well(Shell.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  @Test
  void tickets_become_themes_mentions_and_are_learned_from_and_forgotten() throws IOException {
    assertThat(well(shell().run("text", "themes")).out()).contains("No themes yet");
    assertThat(well(shell().run("text", "influencers")).out()).contains("Nobody posts");
    well(shell().run("ingest"));

    assertThat(well(shell().run("text")).out()).contains("text: 23 texts, 23 of them new; ");

    assertThat(well(shell().run("text", "themes")).out())
        .contains("last week", "about", "password");
    assertThat(well(shell().run("text", "themes", "--json")).out()).contains("\"trend_low\"");
    assertThat(well(shell().run("text", "mentions")).out())
        .contains("Acme", "Globex", "50.0 %", "9.5 % to 90.5 %");
    assertThat(shell().run("text", "mentions", "--weeks", "0").err())
        .contains("Invalid --weeks: 0 (must be >= 1)");

    Files.writeString(
        folder.resolve("shop/said.csv"),
        """
        text,sentiment,intent,urgent
        "The lid of my Acme broke, Globex is better",negative,refund,yes
        nobody ever wrote this,positive,praise,no
        """);
    assertThat(well(shell().run("text", "label", "said.csv")).out())
        .contains("1 of 2 rows are of no event that has a text (the first in line 3)")
        .contains("1 label kept; learned from in the next run");
    assertThat(well(shell().run("text")).out()).contains("text: 23 texts, 0 of them new; ");

    Files.writeString(folder.resolve("shop/wrong.csv"), "event_id,intent\n1,anger\n");
    assertThat(shell().run("text", "label", "wrong.csv").err())
        .contains("Invalid intent in ", "line 2: xxxxx (must be complaint, cancel, refund")
        .doesNotContain("anger");
    Files.writeString(
        folder.resolve("shop/shifted.csv"),
        "event_id,intent\n\"Ada King, tel. 0170 1234567\",refund\n");
    assertThat(shell().run("text", "label", "shifted.csv").err())
        .contains("line 2: xxx xxxx, xxx. 9999 … (must be the number of an event)");
    Files.writeString(folder.resolve("shop/bare.csv"), "a,b\n1,2\n");
    assertThat(shell().run("text", "label", "bare.csv").err())
        .contains("(must have event_id or text, and sentiment, intent or urgent)");

    well(shell().run("report"));
    assertThat(Files.readString(folder.resolve("shop/reports/report.html")))
        .contains("What customers write", "What texts are about", "What is wanted of the help desk")
        .doesNotContain("The lid of my Acme broke");
    Path yaml = folder.resolve("shop/perennial.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("text:\n", "text:\n  enabled: false\n"));
    assertThat(well(shell().run("text")).out()).contains("text.enabled is false");
    assertThat(well(shell().run("text", "themes")).out()).contains("No themes yet");
    well(shell().run("report"));
    assertThat(Files.readString(folder.resolve("shop/reports/report.html")))
        .doesNotContain("What customers write");
  }
}
