// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.connect.Connect;
import io.perennial.ingest.connect.Proposal;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files go in as they are proposed, unedited. */
class ConnectThenIngestTest {

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

  private Proposal propose(String... files) {
    List<Path> paths = Stream.of(files).map(RealData::file).toList();
    Proposal proposal = new Connect(workspace.engine(), folder, folder).propose(paths);
    return proposal;
  }

  private IngestReport ingest(Proposal proposal) {
    IngestReport report =
        workspace.ingest(
            proposal.sources().stream()
                .map(source -> source.config().orElseThrow())
                .toArray(SourceConfig[]::new));
    return report;
  }

  @Tag("slow")
  @Test
  void online_retail_as_one_source_of_two_files() {
    Proposal proposal =
        propose(
            "online_retail/online_retail_ii_2009_2010.csv.gz",
            "online_retail/online_retail.csv.gz");

    assertThat(proposal.sources()).hasSize(1);
    IngestReport report = ingest(proposal);

    assertThat(report.read()).isEqualTo(541_909 + 525_461);
    assertThat(report.quarantined()).isEqualTo(135_080 + 107_927);
    // of the 824,363 rows with a customer, 26,479 are there again: 22,523 lines of both files less
    // those without customer, and what the files themselves repeat
    assertThat(report.kept()).isEqualTo(797_884);
    assertThat(report.duplicate()).isEqualTo(26_479);
    assertThat(report.complaints()).isEmpty();
    assertThat(workspace.rows(Tables.CLAIMS, "SELECT count(*) FROM t WHERE attribute = 'key'"))
        .containsExactly("5942");
  }

  @Test
  void cdnow() {
    Proposal proposal = propose("cdnow/cdnow_master.csv.gz", "cdnow/cdnow_sample.csv");

    assertThat(proposal.sources()).hasSize(2);
    IngestReport report = ingest(proposal);

    assertThat(report.kept()).isEqualTo(69_659 + 6_919);
    assertThat(
            workspace.rows(
                Tables.EVENTS,
                "SELECT count(*), count(DISTINCT record_id), sum(amount) FROM t"
                    + " WHERE source = 'cdnow-master'"))
        .containsExactly("69659|23570|2500315.63");
  }

  @Test
  void complete_journey() {
    Proposal proposal = propose("completejourney/transactions_sample.csv.gz");

    IngestReport report = ingest(proposal);

    assertThat(report.read()).isEqualTo(75_000);
    assertThat(report.kept()).isEqualTo(75_000);
  }
}
