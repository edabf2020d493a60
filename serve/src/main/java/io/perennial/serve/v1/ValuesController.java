// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Allowed;
import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.Page;
import io.perennial.serve.answer.ValueAnswers.EconomicsRow;
import io.perennial.serve.answer.ValueAnswers.TierRow;
import io.perennial.serve.answer.ValueAnswers.Tracking;
import io.perennial.serve.answer.ValueAnswers.ValueDistribution;
import io.perennial.serve.answer.WhatIfAnswers.WhatIfAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers are worth, together; and if something were otherwise. */
@RestController
@RequestMapping("/api/v1/values")
final class ValuesController {

  private static final int MOST_CHANGES = 10;

  private final LiveAnswers answers;
  private final Busy busy;

  ValuesController(LiveAnswers answers, Busy busy) {
    this.answers = answers;
    this.busy = busy;
  }

  /**
   * A scenario.
   *
   * @param assumption one change, such as dropout assumed 0.9
   * @param changes more of them, none of them null
   * @param whom all, a cohort or a group; all where none is said
   */
  record Asked(
      Optional<String> assumption,
      Optional<List<@Nullable String>> changes,
      Optional<String> whom) {}

  /** How value is spread over customers. */
  @GetMapping("/distribution")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  ValueDistribution distribution() {
    return answers.ask(all -> all.values().distribution());
  }

  /** The tiers, their borders, who rose and fell. */
  @GetMapping("/tiers")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<TierRow> tiers(Paging part) {
    return answers.ask(all -> all.page(all.values().tiers(), part));
  }

  /** LTV:CAC, payback and equity, of all or by channel, campaign, source or cohort. */
  @GetMapping("/economics")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<EconomicsRow> economics(@RequestParam("by") Optional<String> by, Paging part) {
    return answers.ask(all -> all.page(all.values().economics(Given.text("by", by)), part));
  }

  /** Predicted against realised. */
  @GetMapping("/tracking")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Tracking tracking() {
    return answers.ask(all -> all.values().tracking());
  }

  /** What customers would be worth in a scenario; without a change, what they are worth. */
  @PostMapping("/what-if")
  @Allowed({Role.ANALYST, Role.MARKETER})
  WhatIfAnswer whatIf(@RequestBody Asked asked) {
    List<String> changes = new ArrayList<>();
    Given.text("assumption", asked.assumption()).ifPresent(changes::add);
    for (@Nullable String change : asked.changes().orElse(List.of())) {
      if (change == null) {
        throw Refusal.invalid("changes", "Invalid changes: one is null (must be texts)");
      }
      changes.add(Given.text("changes", change));
    }
    if (changes.size() > MOST_CHANGES) {
      throw Refusal.invalid(
          "changes", "Invalid changes: " + changes.size() + " (must be 0 to " + MOST_CHANGES + ")");
    }
    String whom = Given.text("whom", asked.whom()).orElse("all");
    return busy.run(() -> answers.ask(all -> all.whatIf().project(changes, whom)));
  }
}
