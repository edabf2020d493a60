// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.Limits;
import io.perennial.domain.AsOf;
import io.perennial.domain.Channel;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When customers were addressed before an instant, by what was decided, under whichever id; as far
 * back as asked. What was decided long after its instant was a look back, by which nobody was
 * addressed.
 */
final class Contacts {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private record Contact(long atMicros, String action, String channel) {}

  private final AsOf now;
  private final DecideConfig config;
  private final Map<Long, List<Contact>> byCustomer = new HashMap<>();

  private Contacts(AsOf now, DecideConfig config) {
    this.now = now;
    this.config = config;
  }

  /**
   * Reads them, while {@link CurrentCustomers} are open.
   *
   * @param decisions the view of all that was decided
   */
  static Contacts read(Engine engine, String decisions, AsOf now, DecideConfig config) {
    Contacts contacts = new Contacts(now, config);
    long back = now.micros() - contacts.days() * MICROS_PER_DAY;
    Map<String, String> names = new HashMap<>();
    try (Batches rows =
        engine.query(
            "SELECT "
                + CurrentCustomers.ID
                + " AS current_id, f_micros(d.as_of) AS at, d.action, d.channel FROM "
                + decisions
                + " d"
                + CurrentCustomers.JOINED
                + " WHERE d.channel IS NOT NULL AND f_micros(d.as_of) < "
                + now.micros()
                + " AND f_micros(d.as_of) >= "
                + back
                + " AND f_micros(d.decided_at) < f_micros(d.as_of) + "
                + config.daysInTime() * MICROS_PER_DAY
                + " ORDER BY current_id, d.as_of, d.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          contacts
              .byCustomer
              .computeIfAbsent(batch.longs(0)[i], key -> new ArrayList<>(2))
              .add(
                  new Contact(
                      batch.longs(1)[i],
                      names.computeIfAbsent(batch.texts(2)[i], name -> name),
                      names.computeIfAbsent(batch.texts(3)[i], name -> name)));
        }
      }
    }
    return contacts;
  }

  /** As far back as a limit or a quiet period looks. */
  private int days() {
    int most = config.limits().days();
    for (Limits limits : config.channels().values()) {
      most = Math.max(most, limits.days());
    }
    for (Action action : config.actions()) {
      most = Math.max(most, action.quietDays());
    }
    return most;
  }

  /** Whether a customer has had enough of an action, of its channel or of all. */
  boolean forbid(long customer, Action action) {
    Limits channel = config.limits(action.channel());
    if (isZero(channel.most()) || isZero(config.limits().most())) {
      return true;
    }
    List<Contact> contacts = byCustomer.get(customer);
    if (contacts == null) {
      return false;
    }
    long same = 0;
    long there = 0;
    long all = 0;
    for (Contact contact : contacts) {
      long age = now.micros() - contact.atMicros();
      boolean isSame = contact.action().equals(action.name());
      same += isSame && within(age, action.quietDays()) ? 1 : 0;
      there += isIn(contact, action.channel()) && within(age, channel.days()) ? 1 : 0;
      all += within(age, config.limits().days()) ? 1 : 0;
    }
    return same > 0 || reaches(there, channel.most()) || reaches(all, config.limits().most());
  }

  private static boolean isIn(Contact contact, Channel channel) {
    return contact.channel().equals(channel.word());
  }

  private static boolean within(long age, int days) {
    return age < days * MICROS_PER_DAY;
  }

  private static boolean reaches(long count, OptionalLong most) {
    return most.isPresent() && count >= most.getAsLong();
  }

  private static boolean isZero(OptionalLong most) {
    return most.isPresent() && most.getAsLong() == 0;
  }
}
