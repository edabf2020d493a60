// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cookies, addresses of the net with agents, tokens of cards, coordinates and visits, from a file
 * to who is who: a web shop that knows no names, and a till that knows no cookies.
 */
class ClaimedDevicesTest {

  private static final int PERSONS = 60;

  @TempDir Path folder;

  private Shell.Outcome done(String... args) {
    Shell.Outcome outcome = new Shell(folder).in("shop").run(args);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  private void make() throws IOException {
    new Shell(folder).run("init", "shop", "-q");
    List<String> web = new ArrayList<>(List.of("visitor,time,visit,cookie,ip,agent,token,lat,lon"));
    List<String> guest = new ArrayList<>(List.of("order,time,visit,ip,agent,token,lat,lon"));
    for (int i = 0; i < PERSONS; i++) {
      String device = "10.0.0.%d,Browser %d".formatted(i, i % 3);
      String place = "%.4f,%.4f".formatted(48.1 + i * .01, 11.5 + i * .01);
      web.add("w%d,2026-01-05 10:00:00,v%d,c%d,%s,tok-%d,%s".formatted(i, i, i, device, i, place));
      if (i % 2 == 0) {
        guest.add("g%d,2026-01-05 10:05:00,v%d,%s,tok-%d,%s".formatted(i, i, device, i, place));
      }
    }
    Files.write(folder.resolve("shop/web.csv"), web);
    Files.write(folder.resolve("shop/guest.csv"), guest);
    String claims =
        """
              ip_agent: "= ip || ' ' || agent"
              payment_token: "= lower(token)"
              latitude: lat
              longitude: lon
        """;
    Path file = folder.resolve("shop/perennial.yaml");
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("(?s)\nsources:.*", "\n")
            + """

            identity:
              behaviour: sessions

            sources:
              web:
                files: web.csv
                columns: {customer: visitor, time: time, session-id: visit}
                type: page_view
                claims:
                  cookie: "= nullif(cookie, 'none')"
            """
            + claims
            + """
              guest:
                files: guest.csv
                columns: {customer: order, time: time, session-id: visit, order-id: order}
                claims:
            """
            + claims);
  }

  @Test
  void what_is_claimed_of_devices_cards_and_places_makes_records_one_customer() throws IOException {
    make();
    done("ingest", "-q");
    done("resolve", "-q");

    assertThat(done("resolve", "--explain-blocking").out())
        .containsPattern("cookie +identifier")
        .containsPattern("ip_agent +identifier")
        .containsPattern("payment_token +identifier")
        .containsPattern("latitude longitude +coordinates")
        .containsPattern("shared sessions +identifier");
    assertThat(done("identity", "explain", "web:w4", "guest:g4").out())
        .contains("They are one customer since ")
        .containsPattern("ip agent +equal +\\+\\d")
        .containsPattern("payment token +equal +\\+\\d")
        .containsPattern("latitude longitude +equal +\\+\\d")
        .containsPattern("shared sessions +equal +\\+\\d");
    assertThat(
            done(
                    "sql",
                    "--csv",
                    "SELECT count(*) AS records, count(DISTINCT customer_id) AS customers FROM links")
                .out())
        .contains((PERSONS + PERSONS / 2) + "," + PERSONS);
  }
}
