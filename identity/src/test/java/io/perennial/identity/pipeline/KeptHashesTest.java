// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.Purpose;
import io.perennial.domain.StableHash;
import io.perennial.governance.Permit;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.upkeep.LakeErasure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can ask the tables of identity whether somebody was a customer. */
class KeptHashesTest {

  private static final List<TableSpec> KEPT =
      List.of(Tables.IDENTITY_MODELS, Tables.LINKS, Tables.GOLDEN_RECORDS, Tables.IDENTITY_SCORES);

  @TempDir Path folder;

  /** Ada bought four times as a guest, others twice. */
  private ResolvedLake shop(String name, String secret) {
    ResolvedLake lake =
        new ResolvedLake(folder.resolve(name)).with(IdentityConfig.defaults().withSecret(secret));
    for (int i = 0; i < 4; i++) {
      lake.record("ada" + i, Map.of("email", "ada@x.org", "name", "Ada Lovelace"));
    }
    for (int i = 0; i < 12; i++) {
      String email = "p%d@x.org".formatted(i / 2);
      lake.record("p" + i, Map.of("email", email, "name", "Name " + "abcdef".charAt(i / 2)));
    }
    return lake;
  }

  private static String kept(ResolvedLake lake) {
    StringBuilder all = new StringBuilder();
    for (TableSpec table : KEPT) {
      all.append(lake.filled().rows(table, "SELECT * FROM " + table.name()));
    }
    return all.toString();
  }

  @Test
  void hashes_are_kept_under_the_secret_and_change_no_result() {
    try (ResolvedLake open = shop("open", "");
        ResolvedLake salted = shop("salted", "s3cret")) {
      open.resolve();
      salted.resolve();

      String plain = String.valueOf(StableHash.of("email\u001fada@x.org"));
      String word = String.valueOf(StableHash.of("name\u001fada"));
      assertThat(kept(open)).as("hashes without a secret").contains(plain).contains(word);
      assertThat(kept(salted))
          .as("a hash under a secret")
          .doesNotContain(plain)
          .doesNotContain(word)
          .doesNotContain(String.valueOf(StableHash.of("\u001fada@x.org")))
          .doesNotContain(String.valueOf(StableHash.of("ada@x.org")))
          .doesNotContain("s3cret");
      assertThat(salted.customers()).isEqualTo(open.customers());
      assertThat(salted.scores()).isEqualTo(open.scores());
      assertThat(salted.config().toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void only_the_model_in_force_is_kept_and_an_erasure_drops_it() {
    try (ResolvedLake lake = shop("shop", "s3cret")) {
      lake.resolve();
      lake.refit();
      assertThat(lake.filled().rows(Tables.IDENTITY_MODELS, "SELECT run_id FROM identity_models"))
          .hasSize(1);
      String hash = String.valueOf(StableHash.of("s3cret\u001femail\u001fada@x.org"));
      assertThat(kept(lake)).contains(hash);

      new LakeErasure(lake.lake(), lake.engine(), Clock.systemUTC(), Tables.ALL)
          .erase(
              Set.of(
                  ResolvedLake.id("ada0"),
                  ResolvedLake.id("ada1"),
                  ResolvedLake.id("ada2"),
                  ResolvedLake.id("ada3")),
              new Permit("test", Purpose.DATA_SUBJECT_REQUEST, Instant.now().plusSeconds(60)));

      assertThat(kept(lake)).doesNotContain(hash);
      assertThat(lake.resolve().figures()).containsEntry("model_fitted", 1.0);
      assertThat(kept(lake)).doesNotContain(hash);
    }
  }
}
