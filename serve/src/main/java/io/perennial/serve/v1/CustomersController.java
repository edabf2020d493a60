// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.governance.Permit;
import io.perennial.serve.Allowed;
import io.perennial.serve.Caller;
import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import io.perennial.serve.answer.Answers;
import io.perennial.serve.answer.CustomerFilter;
import io.perennial.serve.answer.CustomerList.CustomerRow;
import io.perennial.serve.answer.CustomerView;
import io.perennial.serve.answer.CustomerView.DecisionRow;
import io.perennial.serve.answer.CustomerView.EventRow;
import io.perennial.serve.answer.CustomerView.Identity;
import io.perennial.serve.answer.CustomerView.TextRow;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.Page;
import io.perennial.serve.answer.ValueAnswers.TierRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers: looked for, listed, and one by one; without personal data. */
@RestController
@RequestMapping("/api/v1/customers")
final class CustomersController {

  private final LiveAnswers answers;
  private final Purposes purposes;

  CustomersController(LiveAnswers answers, Purposes purposes) {
    this.answers = answers;
    this.purposes = purposes;
  }

  /** Who the customer is, as of when that is told. */
  record CustomerIdentity(String customerId, Identity identity, Optional<Instant> asOf) {}

  /** All features of a customer by name. */
  record CustomerFeatures(
      String customerId, Map<String, Object> features, Optional<Instant> asOf, String currency) {}

  /**
   * Customers by filters; q finds one by the id of the customer or a record, and for a purpose by
   * the key of a record, e-mail, name or phone, to the letter.
   */
  @GetMapping
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<CustomerRow> customers(
      @RequestParam("q") Optional<String> q,
      @RequestParam("purpose") Optional<String> purpose,
      @RequestParam("scheme") Optional<String> scheme,
      @RequestParam("segment") Optional<String> segment,
      @RequestParam("tier") Optional<String> tier,
      @RequestParam("min_value") Optional<Double> minValue,
      @RequestParam("max_churn") Optional<Double> maxChurn,
      @RequestParam("sort") Optional<String> sort,
      Paging part,
      Caller caller) {
    Optional<Permit> permit = purposes.permit(caller, Given.text("purpose", purpose));
    Optional<String> segmentName = Given.text("segment", segment);
    Optional<String> schemeName = Given.text("scheme", scheme);
    Optional<String> tierName = Given.text("tier", tier);
    if (segmentName.isPresent() != schemeName.isPresent()) {
      throw Refusal.invalid(
          segmentName.isPresent() ? "scheme" : "segment",
          "Missing parameter (scheme and segment go together)");
    }
    Optional<String> word = Given.text("q", q);
    if (word.isPresent() && permit.isEmpty() && !Given.isId(word.get())) {
      throw Refusal.invalid(
          "purpose",
          "Missing parameter: only by an id are customers found without a purpose, since the key of"
              + " a record may be personal data");
    }
    return answers.ask(
        all -> {
          requireThere(all, schemeName, segmentName, tierName);
          CustomerFilter filter =
              new CustomerFilter(
                  word.map(key -> found(all, key, permit)),
                  schemeName,
                  segmentName,
                  tierName,
                  Given.number("min_value", minValue),
                  Given.share("max_churn", maxChurn),
                  Given.oneOf("sort", Given.text("sort", sort), CustomerFilter.SORTS));
          return all.list().page(filter, part);
        });
  }

  /** A misspelt name would find nobody, which is an answer too. */
  private static void requireThere(
      Answers all, Optional<String> scheme, Optional<String> segment, Optional<String> tier) {
    if (scheme.isPresent() && segment.isPresent()) {
      try {
        all.segments().segment(scheme.get(), segment.get());
      } catch (Refusal unknown) {
        throw Refusal.invalid("segment", String.valueOf(unknown.getMessage()));
      }
    }
    if (tier.isPresent()) {
      List<String> tiers = all.values().tiers().stream().map(TierRow::tier).distinct().toList();
      if (!tiers.isEmpty()) {
        Given.oneOf("tier", tier, tiers);
      }
    }
  }

  private List<Long> found(Answers all, String word, Optional<Permit> permit) {
    TreeSet<Long> found = new TreeSet<>();
    if (Given.isId(word)) {
      found.addAll(all.personal().customersOfId(Given.id("q", word)));
    }
    permit.ifPresent(
        leave -> {
          purposes.keep(leave, "searched", "customers by a value or the key of a record");
          found.addAll(all.personal().customersOfKey(word, leave));
          found.addAll(all.personal().customersOf(word, leave));
        });
    return List.copyOf(found);
  }

  /** One customer, all round. */
  @GetMapping("/{id}")
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  CustomerView customer(@PathVariable("id") String id) {
    return answers.ask(all -> all.customers().view(Given.id("id", id)));
  }

  /** What happened, the newest first. */
  @GetMapping("/{id}/timeline")
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<EventRow> timeline(@PathVariable("id") String id, Paging part) {
    return answers.ask(all -> all.customers().timeline(Given.id("id", id), part));
  }

  /** All features. */
  @GetMapping("/{id}/features")
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  CustomerFeatures features(@PathVariable("id") String id) {
    long customer = Given.id("id", id);
    return answers.ask(
        all ->
            new CustomerFeatures(
                Long.toString(customer),
                all.customers().features(customer),
                all.asOf(),
                all.currency()));
  }

  /** What was decided, the newest first. */
  @GetMapping("/{id}/decisions")
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<DecisionRow> decisions(@PathVariable("id") String id, Paging part) {
    return answers.ask(all -> all.customers().decisions(Given.id("id", id), part));
  }

  /** What the newest texts say: themes and sentiment, not the texts. */
  @GetMapping("/{id}/texts")
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<TextRow> texts(@PathVariable("id") String id, Paging part) {
    return answers.ask(all -> all.customers().texts(Given.id("id", id), part));
  }

  /** Records, how alike they are, and who lives with the customer. */
  @GetMapping("/{id}/identity")
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  CustomerIdentity identity(@PathVariable("id") String id) {
    long customer = Given.id("id", id);
    return answers.ask(
        all ->
            new CustomerIdentity(
                Long.toString(customer), all.customers().identity(customer), all.asOf()));
  }
}
