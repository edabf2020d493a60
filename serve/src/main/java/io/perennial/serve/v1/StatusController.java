// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Allowed;
import io.perennial.serve.Role;
import io.perennial.serve.Uncached;
import io.perennial.serve.answer.Answers;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.StatusAnswer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is served. */
@RestController
@RequestMapping("/api/v1/status")
final class StatusController {

  private final LiveAnswers answers;

  StatusController(LiveAnswers answers) {
    this.answers = answers;
  }

  /** Name, currency, zone, tables and their snapshots. */
  @GetMapping
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  @Uncached
  StatusAnswer status() {
    return answers.ask(Answers::status);
  }
}
