// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that their system gave up for others, by claims called redirect. */
class RedirectsTest {

  @TempDir Path folder;
  private ResolvedLake lake;

  @BeforeEach
  void open() {
    lake = new ResolvedLake(folder);
    for (String key : List.of("a", "b", "c", "d", "e")) {
      lake.record(key, Map.of("name", "Name of " + key, "email", key + "@x.org"));
    }
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private ResolvedLake redirect(String from, String to) {
    return lake.record(from, Map.of("redirect", to));
  }

  @Test
  void a_chain_is_one_customer() {
    redirect("a", "b");
    redirect("b", "c");
    lake.resolve();

    assertThat(lake.customer("a")).isEqualTo(lake.customer("b")).isEqualTo(lake.customer("c"));
    assertThat(lake.customer("d")).isNotEqualTo(lake.customer("a"));
    assertThat(lake.links().toString()).as("no key is compared").doesNotContain("redirect");
  }

  @Test
  void a_circle_is_one_customer_and_told() {
    redirect("a", "b");
    redirect("b", "c");
    redirect("c", "a");
    List<String> said = lake.saidWhileResolving();

    assertThat(lake.customer("a")).isEqualTo(lake.customer("b")).isEqualTo(lake.customer("c"));
    assertThat(said)
        .filteredOn(line -> line.startsWith("Constraint redirect"))
        .singleElement()
        .asString()
        .contains(" contradicts redirect ")
        .contains(ResolvedLake.id("a").toString())
        .contains(ResolvedLake.id("b").toString())
        .contains(ResolvedLake.id("c").toString());
  }

  @Test
  void records_given_up_for_one_that_nobody_knows_are_one_customer() {
    redirect("a", "gone");
    redirect("b", "gone");
    redirect("c", "c");
    redirect("d", "gone elsewhere");
    lake.resolve();

    assertThat(lake.customer("a")).isEqualTo(lake.customer("b"));
    assertThat(lake.customers().values().stream().distinct()).hasSize(4);

    lake.record("gone", Map.of("name", "Name of the one that came later"));
    lake.resolve();

    assertThat(lake.customer("gone")).isEqualTo(lake.customer("a")).isEqualTo(lake.customer("b"));
  }

  @Test
  void the_latest_that_a_system_said_holds() {
    lake.filled().claimAt("a", "redirect", "b", "2025-01-01");
    lake.resolve();
    assertThat(lake.customer("a")).isEqualTo(lake.customer("b"));

    lake.filled().claimAt("a", "redirect", "c", "2025-02-01");
    lake.resolve();

    assertThat(lake.customer("a")).isEqualTo(lake.customer("c")).isNotEqualTo(lake.customer("b"));
  }

  @Test
  void a_word_of_a_person_outweighs_it_and_both_are_told() {
    redirect("a", "b");
    redirect("b", "c");
    lake.say("cannot-link", "a", "c", false);
    List<String> said = lake.saidWhileResolving();

    assertThat(lake.customer("a")).isNotEqualTo(lake.customer("c"));
    assertThat(said)
        .filteredOn(line -> line.startsWith("Constraint redirect"))
        .singleElement()
        .asString()
        .contains(" is set aside: it contradicts ")
        .contains("cannot-link ")
        .contains(", redirect ");
  }
}
