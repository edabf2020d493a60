// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.DataVersion;
import io.perennial.serve.Measured;
import io.perennial.serve.Paging;
import io.perennial.serve.ServedWorkspace;
import io.perennial.serve.WarmUp;
import io.perennial.serve.answer.CustomerFilter;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.RunAnswers;
import io.perennial.serve.answer.StatusAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The answers, and what others want to know of them. */
@Configuration(proxyBeanMethods = false)
class AnswersWiring {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final int WARM_CUSTOMERS = 20;

  @Bean(destroyMethod = "close")
  LiveAnswers liveAnswers(ServedWorkspace workspace) {
    return LiveAnswers.start(workspace, BETWEEN_LOOKS);
  }

  @Bean
  DataVersion dataVersion(LiveAnswers answers, ServedWorkspace workspace) {
    // another program may make other answers of the same tables
    return () -> workspace.version() + " " + answers.version();
  }

  @Bean
  WarmUp warmUp(LiveAnswers answers) {
    return new WarmUp() {
      @Override
      public void prepare() {
        answers.prepare();
      }

      @Override
      public List<String> paths() {
        List<String> paths = new ArrayList<>();
        answers
            .ask(
                all ->
                    all.list()
                        .page(CustomerFilter.all(), new Paging(WARM_CUSTOMERS, Optional.empty())))
            .items()
            .forEach(row -> paths.add("/api/v1/customers/" + row.customerId()));
        paths.add("/api/v1/status");
        paths.add("/api/v1/portfolio");
        return paths;
      }
    };
  }

  @Bean
  Measured measuredAnswers(LiveAnswers answers, ServedWorkspace workspace) {
    return () -> {
      List<Measured.Figure> figures = new ArrayList<>();
      figures.add(
          Measured.Figure.of(
              "index_ready",
              "Whether customers are answered from the index: 1 or 0.",
              answers.isIndexed() ? 1 : 0));
      figures.add(
          Measured.Figure.of(
              "index_bytes", "Size of the index on the disk.", (double) answers.indexBytes()));
      if (answers.loadedAt().isPresent()) {
        StatusAnswer status = answers.ask(all -> all.status());
        figures.add(
            new Measured.Figure(
                "table_rows",
                "Rows of a table at the snapshot that is served.",
                "table",
                status.tables().stream()
                    .collect(
                        Collectors.toMap(
                            StatusAnswer.TableRow::name, table -> (double) table.rows()))));
        figures.add(
            new Measured.Figure(
                "snapshot_age_seconds",
                "Time since the snapshot that is served was committed.",
                "table",
                status.tables().stream()
                    .collect(
                        Collectors.toMap(
                            StatusAnswer.TableRow::name,
                            table ->
                                (double)
                                    Duration.between(
                                            table.committedAt(), workspace.clock().instant())
                                        .toSeconds()))));
        figures.add(
            new Measured.Figure(
                "model_age_seconds",
                "Time since the instant up to which a model of values has learned, the oldest's.",
                "target",
                answers.ask(all -> all.runs().models()).stream()
                    .collect(
                        Collectors.toMap(
                            RunAnswers.ModelRow::target,
                            model ->
                                (double)
                                    Duration.between(model.asOf(), workspace.clock().instant())
                                        .toSeconds(),
                            Math::max))));
        status
            .asOf()
            .ifPresent(
                asOf ->
                    figures.add(
                        new Measured.Figure(
                            "as_of_age_seconds",
                            "Time since the instant that customers are known as of.",
                            "",
                            Map.of(
                                "",
                                (double)
                                    Duration.between(asOf, workspace.clock().instant())
                                        .toSeconds()))));
      }
      return figures;
    };
  }
}
