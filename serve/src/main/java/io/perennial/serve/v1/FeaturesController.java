// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Allowed;
import io.perennial.serve.Paging;
import io.perennial.serve.Role;
import io.perennial.serve.answer.CustomerAnswers.FeatureRow;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.Page;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Features of customers, for programs that need them at once. */
@RestController
@RequestMapping("/api/v1/features")
final class FeaturesController {

  private static final int MOST = 100;

  private final LiveAnswers answers;

  FeaturesController(LiveAnswers answers) {
    this.answers = answers;
  }

  /** Features of up to 100 customers by name; all where none are named. */
  @GetMapping
  @Allowed({Role.ANALYST, Role.MARKETER})
  Page<FeatureRow> features(
      @RequestParam("ids") String ids, @RequestParam("names") Optional<String> names) {
    List<Long> customers = Given.ids("ids", ids, MOST);
    List<String> wanted = Given.words("names", names);
    return answers.ask(
        all ->
            all.page(
                all.customers().features(customers, wanted), new Paging(MOST, Optional.empty())));
  }
}
