// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.governance.Permit;
import io.perennial.serve.Allowed;
import io.perennial.serve.Caller;
import io.perennial.serve.Role;
import io.perennial.serve.Uncached;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.PersonalAnswers.Personal;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What sources say of a customer: personal data, which nothing else in the API has. */
@RestController
@RequestMapping("/api/v1/customers/{id}/personal")
final class PersonalController {

  private final LiveAnswers answers;
  private final Purposes purposes;

  PersonalController(LiveAnswers answers, Purposes purposes) {
    this.answers = answers;
    this.purposes = purposes;
  }

  /** Claims: their shape, or for a purpose as they are; that is kept in the audit trail. */
  @GetMapping
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  @Uncached
  Personal personal(
      @PathVariable("id") String id,
      @RequestParam("purpose") Optional<String> purpose,
      Caller caller) {
    long customer = Given.id("id", id);
    Optional<Permit> permit = purposes.permit(caller, Given.text("purpose", purpose));
    return answers.ask(
        all -> {
          all.customers().identity(customer);
          return permit
              .map(
                  leave -> {
                    purposes.keep(leave, "read", "claims of customer " + customer);
                    return all.personal().of(customer, leave);
                  })
              .orElseGet(() -> all.personal().masked(customer));
        });
  }
}
