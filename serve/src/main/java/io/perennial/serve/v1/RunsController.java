// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Allowed;
import io.perennial.serve.Paging;
import io.perennial.serve.Role;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.Page;
import io.perennial.serve.answer.RunAnswers.DriftRow;
import io.perennial.serve.answer.RunAnswers.EvaluationRow;
import io.perennial.serve.answer.RunAnswers.ModelCard;
import io.perennial.serve.answer.RunAnswers.ModelRow;
import io.perennial.serve.answer.RunAnswers.QualityRow;
import io.perennial.serve.answer.RunAnswers.QuarantineRow;
import io.perennial.serve.answer.RunAnswers.RunRow;
import io.perennial.serve.answer.RunAnswers.ThemeRow;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where numbers come from: runs, models, the quality of what came in. */
@RestController
@RequestMapping("/api/v1")
final class RunsController {

  private final LiveAnswers answers;

  RunsController(LiveAnswers answers) {
    this.answers = answers;
  }

  /** Runs, the newest first. */
  @GetMapping("/runs")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<RunRow> runs(Paging part) {
    return answers.ask(all -> all.page(all.runs().runs(), part));
  }

  /** One run. */
  @GetMapping("/runs/{id}")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  RunRow run(@PathVariable("id") String id) {
    String run = Given.text("id", id);
    return answers.ask(all -> all.runs().run(run));
  }

  /** The newest day of each check, what is unusual first. */
  @GetMapping("/quality")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<QualityRow> quality(Paging part) {
    return answers.ask(all -> all.page(all.runs().quality(), part));
  }

  /** How many rows could not be taken, by reason. */
  @GetMapping("/quarantine")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<QuarantineRow> quarantine(Paging part) {
    return answers.ask(all -> all.page(all.runs().quarantine(), part));
  }

  /** The models of values, the heaviest first. */
  @GetMapping("/models")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<ModelRow> models(Paging part) {
    return answers.ask(all -> all.page(all.runs().models(), part));
  }

  /** One model: its cards, where it comes from, how good it is. */
  @GetMapping("/models/{*name}")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  ModelCard model(@PathVariable("name") String name) {
    String model = Given.text("name", name.startsWith("/") ? name.substring(1) : name);
    return answers.ask(all -> all.runs().model(model));
  }

  /** How well values are forecast, figure by figure. */
  @GetMapping("/evaluations")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<EvaluationRow> evaluations(@RequestParam("section") Optional<String> section, Paging part) {
    Optional<String> wanted = Given.text("section", section);
    return answers.ask(
        all ->
            all.page(
                all.runs().evaluations().stream()
                    .filter(row -> wanted.isEmpty() || row.section().equals(wanted.get()))
                    .toList(),
                part));
  }

  /** Whether what models learned still holds. */
  @GetMapping("/drift")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<DriftRow> drift(Paging part) {
    return answers.ask(all -> all.page(all.runs().drift(), part));
  }

  /** What customers write about, news first. */
  @GetMapping("/themes")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<ThemeRow> themes(Paging part) {
    return answers.ask(all -> all.page(all.runs().themes(), part));
  }
}
