// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Allowed;
import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import io.perennial.serve.answer.ActionAnswers.ActionRow;
import io.perennial.serve.answer.ActionAnswers.EffectRow;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.Page;
import io.perennial.serve.answer.PortfolioAnswers.Portfolio;
import io.perennial.serve.answer.PortfolioAnswers.Retention;
import io.perennial.serve.answer.PortfolioAnswers.ScorecardRow;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the company does, what changed, what is decided and what that brings. */
@RestController
@RequestMapping("/api/v1")
final class PortfolioController {

  private static final List<Integer> PERIODS = List.of(1, 3, 6, 12);

  private final LiveAnswers answers;

  PortfolioController(LiveAnswers answers) {
    this.answers = answers;
  }

  /** The company's figures beside those of the instant before, and what made them change. */
  @GetMapping("/portfolio")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Portfolio portfolio() {
    return answers.ask(all -> all.portfolio().portfolio());
  }

  /** Who bought again, and when, by the period of the first purchase. */
  @GetMapping("/retention")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Retention retention(@RequestParam("months") Optional<Integer> months) {
    int period = months.orElse(1);
    if (!PERIODS.contains(period)) {
      throw Refusal.invalid("months", "Invalid months: " + period + " (must be 1, 3, 6 or 12)");
    }
    return answers.ask(all -> all.portfolio().retention(period));
  }

  /** Figures of the company, or of each tier, channel or segment. */
  @GetMapping("/scorecards")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<ScorecardRow> scorecards(
      @RequestParam("scope") Optional<String> scope,
      @RequestParam("name") Optional<String> name,
      Paging part) {
    return answers.ask(
        all ->
            all.page(
                all.portfolio().scorecards(Given.text("scope", scope), Given.text("name", name)),
                part));
  }

  /** What is decided, the most customers first. */
  @GetMapping("/actions")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<ActionRow> actions(Paging part) {
    return answers.ask(all -> all.page(all.actions().actions(), part));
  }

  /** What actions bring: believed, measured, and used. */
  @GetMapping("/actions/effects")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<EffectRow> effects(Paging part) {
    return answers.ask(all -> all.page(all.actions().effects(), part));
  }
}
