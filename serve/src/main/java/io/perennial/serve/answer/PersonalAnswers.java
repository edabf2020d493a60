// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.domain.StableHash;
import io.perennial.governance.Permit;
import io.perennial.lake.SqlStep;
import io.perennial.serve.index.LakeCustomers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What sources say of a customer: personal data, masked for whoever has no permit. */
public final class PersonalAnswers {

  private static final SqlStep CLAIMS = SqlStep.of(PersonalAnswers.class, "personal_claims");
  private static final char SEPARATOR = 31;

  private final Reading reading;
  private final LakeCustomers customers;
  private final Once once;
  private final String secret;

  PersonalAnswers(Reading reading, LakeCustomers customers, Once once, String secret) {
    this.reading = reading;
    this.once = once;
    this.customers = customers;
    this.secret = secret;
  }

  /**
   * What a source says of an attribute.
   *
   * @param value of it, or only its shape
   * @param flag the rule that doubts it
   * @param rule why it is what is believed of the customer; none where it is not
   */
  public record ClaimRow(
      String recordId,
      String source,
      String attribute,
      String value,
      @Nullable Instant seenAt,
      @Nullable String flag,
      @Nullable String rule) {}

  /** Claims of a customer. */
  public record Personal(String customerId, boolean masked, List<ClaimRow> claims) {}

  /** The shape of what sources say. */
  public Personal masked(long customer) {
    return personal(customer, true);
  }

  /** What sources say. */
  @SuppressWarnings("UnusedVariable") // who has no permit cannot read
  public Personal of(long customer, Permit permit) {
    return personal(customer, false);
  }

  private Personal personal(long customer, boolean masked) {
    return new Personal(
        Long.toString(customer),
        masked,
        reading.list(
            ClaimRow.class,
            CLAIMS,
            Map.of(
                "masked",
                masked,
                "secret",
                secret,
                "customer",
                customer,
                "records",
                customers.records(customer))));
  }

  record Holder(String customerId) {}

  /** The customers of whom a name, an e-mail or a phone is believed, to the letter. */
  @SuppressWarnings("UnusedVariable") // who has no permit cannot search
  public List<Long> customersOf(String value, Permit permit) {
    List<Long> hashes =
        Stream.of(value.strip(), value.strip().toLowerCase(Locale.ROOT))
            .distinct()
            .map(each -> StableHash.of(secret + SEPARATOR + each))
            .toList();
    return reading
        .list(
            Holder.class,
            "golden_records g WHERE g.value_hash IN :hashes"
                + " AND g.attribute IN ('email', 'name', 'phone')",
            Map.of("hashes", hashes))
        .stream()
        .map(holder -> Long.parseLong(holder.customerId()))
        .distinct()
        .toList();
  }

  /** The customer of an id: of its own, or of one of its records; none where there is none. */
  public List<Long> customersOfId(long id) {
    return holders(List.of(id), id);
  }

  /**
   * The customers of a record's key, which may be an e-mail or a phone; several systems may know
   * one.
   */
  @SuppressWarnings("UnusedVariable") // who has no permit cannot search
  public List<Long> customersOfKey(String key, Permit permit) {
    List<String> systems = once.get("systems of claims", this::systems);
    return holders(
        Candidate.of(key, systems).stream().map(each -> each.record().value()).toList(), -1);
  }

  private List<Long> holders(List<Long> records, long id) {
    return reading
        .list(
            Holder.class,
            "(SELECT l.customer_id FROM links l WHERE l.record_id IN :records UNION SELECT"
                + " c.customer_id FROM customers c WHERE c.customer_id = :id) n ORDER BY"
                + " n.customer_id",
            Map.of("records", records, "id", id))
        .stream()
        .map(holder -> Long.parseLong(holder.customerId()))
        .toList();
  }

  record Told(String source) {}

  private List<String> systems() {
    return reading
        .list(Told.class, "(SELECT DISTINCT c.source FROM claims c) s ORDER BY source")
        .stream()
        .map(Told::source)
        .toList();
  }
}
