// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.serve.Role;
import org.junit.jupiter.api.Test;

/** What Prometheus is told. */
class MetricsTest {

  private static final OneServer SERVER = OneServer.running();

  @Test
  void rows_ages_and_latencies_are_told_and_nobody_is_named() {
    SERVER.send(SERVER.to("/api/v1/customers/3000", Role.ANALYST));

    String told = SERVER.send(SERVER.to("/metrics", Role.VIEWER)).body();

    assertThat(told)
        .contains("perennial_table_rows{table=\"customers\"} 60.0")
        .containsPattern("perennial_snapshot_age_seconds\\{table=\"events\"} \\d+")
        .containsPattern("perennial_as_of_age_seconds \\d")
        .contains("# HELP perennial_model_age_seconds Time since ")
        .contains("perennial_index_ready 1.0")
        .containsPattern("perennial_index_bytes [1-9]")
        .containsPattern(
            "perennial_http_requests_seconds_count\\{[^}]*route=\"/api/v1/customers/\\{id}\"[^}]*status=\"200\"")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("3000\"")
        .doesNotContain("pk_");
  }
}
