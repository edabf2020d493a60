// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.decide.action.Action;
import io.perennial.decide.activate.Recipient;
import io.perennial.decide.pipeline.CurrentRefusals;
import io.perennial.domain.AsOf;
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
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is to be addressed by the decisions of an instant: but for those who refused since, and for
 * actions that are not configured any more. Customers who became one since are one.
 *
 * @param asOf the instant; empty where nothing was decided
 * @param overdue whether the window in which decisions are to do something is over
 * @param recipients by customer
 * @param refused how many refused since it was decided
 * @param unknown how many are to get an action that is not configured any more
 * @param closed how many are to get one whose days are over, or not come
 * @param merged how many are left out since they are somebody else now, who is to get another
 */
public record Audience(
    Optional<AsOf> asOf,
    boolean overdue,
    List<Recipient> recipients,
    int refused,
    int unknown,
    int closed,
    int merged) {

  private static final SqlStep CONTACTS = SqlStep.of(Audience.class, "decided_contacts");
  private static final SqlStep NOW = SqlStep.of(Audience.class, "decided_now");
  private static final String DECIDED = "contact_decided";
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  public Audience {
    recipients = List.copyOf(recipients);
  }

  /**
   * Reads it.
   *
   * @param action alone; empty for all
   * @param personal whether what is believed of customers is read
   * @param clock says which day it is
   * @param until the newest instant that is looked at; empty for any
   */
  public static Audience read(
      OpenWorkspace open,
      Optional<String> action,
      boolean personal,
      Clock clock,
      Optional<AsOf> until) {
    Engine engine = open.engine();
    CurrentRefusals refusals = CurrentRefusals.read(open.lake(), engine);
    engine.view(DECIDED, open.lake().table(Tables.DECISIONS).scan());
    engine.view("contact_links", open.lake().table(Tables.LINKS).scan());
    Optional<AsOf> asOf = newest(engine, until);
    engine.run(NOW, Map.of("as_of", asOf.map(AsOf::micros).orElse(Long.MIN_VALUE)));
    Map<Long, Map<String, String>> said = personal ? said(open) : Map.of();
    Map<String, Action> actions =
        open.settings().decide().actions().stream()
            .collect(Collectors.toMap(Action::name, Function.identity()));
    List<Recipient> recipients = new ArrayList<>();
    int refused = 0;
    int unknown = 0;
    int closed = 0;
    int merged = 0;
    LocalDate today = LocalDate.ofInstant(clock.instant(), open.settings().workspace().zone());
    try (Batches rows =
        engine.query(
            "SELECT d.customer_id, d.decision_id, d.action, d.send_weekday, d.send_hour,"
                + " d.product_id, d.place FROM "
                + NOW.writes()
                + " d WHERE d.action <> 'nothing' ORDER BY d.customer_id, d.place")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String name = batch.texts(2)[i];
          if (action.isPresent() && !action.get().equals(name)) {
            continue;
          }
          long customer = batch.longs(0)[i];
          Action known = actions.get(name);
          if (batch.longs(6)[i] > 1) {
            merged++;
          } else if (known == null) {
            unknown++;
          } else if (!known.isOpen(today)) {
            closed++;
          } else if (refusals.forbid(customer, known)) {
            refused++;
          } else {
            Map<String, String> told = new HashMap<>(said.getOrDefault(customer, Map.of()));
            if (refusals.forbidMail(customer)) {
              // who wants no mails is not put into a system for mails either
              told.remove("email");
            }
            if (!batch.isNull(5, i)) {
              told.put("product_id", batch.texts(5)[i]);
            }
            recipients.add(
                new Recipient(
                    customer,
                    batch.longs(1)[i],
                    name,
                    known.content(),
                    number(batch, 3, i),
                    number(batch, 4, i),
                    told));
          }
        }
      }
    }
    long window = open.settings().decide().windowDays() * MICROS_PER_DAY;
    boolean overdue =
        asOf.isPresent() && asOf.get().micros() + window < AsOf.of(clock.instant()).micros();
    return new Audience(asOf, overdue, recipients, refused, unknown, closed, merged);
  }

  private static Optional<AsOf> newest(Engine engine, Optional<AsOf> until) {
    String bound = until.map(at -> " WHERE f_micros(d.as_of) <= " + at.micros()).orElse("");
    try (Batches rows =
        engine.query("SELECT max(d.as_of) AS newest FROM " + DECIDED + " d" + bound)) {
      return rows.next() && !rows.batch().isNull(0, 0)
          ? Optional.of(new AsOf(rows.batch().longs(0)[0]))
          : Optional.empty();
    }
  }

  private static OptionalInt number(Batch batch, int column, int row) {
    return batch.isNull(column, row)
        ? OptionalInt.empty()
        : OptionalInt.of((int) batch.longs(column)[row]);
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
