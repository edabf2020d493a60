// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.decide.action.Action;
import io.perennial.decide.activate.Recipient;
import io.perennial.decide.pipeline.CurrentRefusals;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is to be addressed by the newest decisions: but for those who refused since, and for actions
 * that are not configured any more.
 *
 * @param recipients by customer
 * @param refused how many refused since it was decided
 * @param unknown how many are to get an action that is not configured any more
 * @param closed how many are to get one whose days are over, or not come
 */
public record Audience(List<Recipient> recipients, int refused, int unknown, int closed) {

  private static final SqlStep CONTACTS = SqlStep.of(Audience.class, "decided_contacts");
  private static final String DECIDED = "contact_decided";

  public Audience {
    recipients = List.copyOf(recipients);
  }

  /**
   * Reads it.
   *
   * @param action alone; empty for all
   * @param personal whether what is believed of customers is read
   * @param clock says which day it is
   */
  public static Audience read(
      OpenWorkspace open, Optional<String> action, boolean personal, Clock clock) {
    Engine engine = open.engine();
    CurrentRefusals refusals = CurrentRefusals.read(open.lake(), engine);
    engine.view(DECIDED, open.lake().table(Tables.DECISIONS).scan());
    Map<Long, Map<String, String>> said = personal ? said(open) : Map.of();
    Map<String, Action> actions =
        open.settings().decide().actions().stream()
            .collect(Collectors.toMap(Action::name, Function.identity()));
    List<Recipient> recipients = new ArrayList<>();
    int refused = 0;
    int unknown = 0;
    int closed = 0;
    LocalDate today = LocalDate.ofInstant(clock.instant(), open.settings().workspace().zone());
    try (Batches rows =
        engine.query(
            "SELECT d.customer_id, d.decision_id, d.action FROM "
                + DECIDED
                + " d WHERE d.action <> 'nothing' AND d.as_of = (SELECT max(as_of) FROM "
                + DECIDED
                + ") ORDER BY d.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String name = batch.texts(2)[i];
          if (action.isPresent() && !action.get().equals(name)) {
            continue;
          }
          long customer = batch.longs(0)[i];
          Action known = actions.get(name);
          if (known == null) {
            unknown++;
          } else if (!known.isOpen(today)) {
            closed++;
          } else if (refusals.forbid(customer, known)) {
            refused++;
          } else {
            recipients.add(
                new Recipient(
                    customer,
                    batch.longs(1)[i],
                    name,
                    known.content(),
                    refusals.forbidMail(customer)
                        ? withoutMail(said.getOrDefault(customer, Map.of()))
                        : said.getOrDefault(customer, Map.of())));
          }
        }
      }
    }
    return new Audience(recipients, refused, unknown, closed);
  }

  /** Who wants no mails is not put into a system for mails either. */
  private static Map<String, String> withoutMail(Map<String, String> said) {
    Map<String, String> rest = new HashMap<>(said);
    rest.remove("email");
    return rest;
  }

  private static Map<Long, Map<String, String>> said(OpenWorkspace open) {
    Engine engine = open.engine();
    engine.view("contact_believed", open.lake().table(Tables.GOLDEN_RECORDS).scan());
    engine.view("contact_said", open.lake().table(Tables.CLAIMS).scan());
    engine.run(CONTACTS, Map.of("secret", open.identity().secret()));
    Map<Long, Map<String, String>> said = new HashMap<>();
    try (Batches rows =
        engine.query(
            "SELECT c.customer_id, c.attribute, c.value FROM "
                + CONTACTS.writes()
                + " c ORDER BY c.customer_id, c.attribute, c.value")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          said.computeIfAbsent(batch.longs(0)[i], key -> new HashMap<>())
              .putIfAbsent(batch.texts(1)[i], batch.texts(2)[i]);
        }
      }
    }
    return said;
  }
}
