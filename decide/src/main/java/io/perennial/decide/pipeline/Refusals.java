// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.domain.AsOf;
import io.perennial.domain.Channel;
import io.perennial.domain.Purpose;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who refused what, as known at an instant: who unsubscribed from mails and did not allow marketing
 * again (an account that was opened later says nothing), and who said for which purpose data may
 * not be used. What was said last holds.
 */
final class Refusals {

  private static final SqlStep SAID = SqlStep.of(Refusals.class, "consents_said");
  private static final int UNSUBSCRIBED = 10;

  /**
   * What one customer refused.
   *
   * @param mail whether no mails are wanted
   */
  private record Refused(boolean mail, Set<Purpose> purposes) {
    static final Refused NOTHING = new Refused(false, Set.of());

    Refused mail(boolean refused) {
      return new Refused(refused, purposes);
    }

    Refused purposes(Set<Purpose> of, boolean refused) {
      Set<Purpose> all = EnumSet.noneOf(Purpose.class);
      all.addAll(purposes);
      if (refused) {
        all.addAll(of);
      } else {
        all.removeAll(of);
      }
      return new Refused(mail, all);
    }
  }

  private final Map<Long, Refused> refused = new HashMap<>();

  private Refusals() {}

  /** Reads them of the view of customers' events, which is open. */
  static Refusals read(Engine engine, AsOf asOf) {
    engine.run(SAID, Map.of("as_of", asOf.micros()));
    Refusals refusals = new Refusals();
    try (Batches rows =
        engine.query(
            "SELECT s.customer_id, s.type, s.purpose, s.granted FROM "
                + SAID.writes()
                + " s ORDER BY s.customer_id, s.occurred_at, s.event_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          refusals.said(
              batch.longs(0)[i],
              (int) batch.longs(1)[i],
              batch.isNull(2, i) ? "" : batch.texts(2)[i],
              batch.isNull(3, i) ? "" : batch.texts(3)[i]);
        }
      }
    } finally {
      engine.drop(SAID.writes());
    }
    return refusals;
  }

  private void said(long customer, int type, String purpose, String granted) {
    Refused before = refused.getOrDefault(customer, Refused.NOTHING);
    Refused after;
    if (type == UNSUBSCRIBED) {
      after = before.mail(true);
    } else {
      boolean allowed = granted.equals("true") || granted.equals("1") || granted.equals("yes");
      Optional<Purpose> known = purpose(purpose);
      if (known.isPresent()) {
        after = before.purposes(EnumSet.of(known.get()), !allowed);
        boolean again = allowed && known.get() == Purpose.MARKETING;
        after = again ? after.mail(false) : after;
      } else {
        // a purpose that we do not know: who refuses it is not addressed, who grants it says
        // nothing
        after = allowed ? before : before.purposes(EnumSet.allOf(Purpose.class), true);
      }
    }
    if (after.equals(Refused.NOTHING)) {
      refused.remove(customer);
    } else {
      refused.put(customer, after);
    }
  }

  private static Optional<Purpose> purpose(String said) {
    return Arrays.stream(Purpose.values())
        .filter(known -> known.name().equalsIgnoreCase(said.replace('-', '_')))
        .findFirst();
  }

  /** Whether a customer wants no mails, whatever they are for. */
  boolean forbidMail(long customer) {
    Refused said = refused.get(customer);
    return said != null && said.mail();
  }

  /** Whether a customer refused what an action needs. Service is not asked for. */
  boolean forbid(long customer, Action action) {
    Refused said = refused.get(customer);
    return said != null
        && ((said.mail() && action.channel() == Channel.EMAIL)
            || (action.purpose() != Purpose.SERVICE && said.purposes().contains(action.purpose())));
  }
}
