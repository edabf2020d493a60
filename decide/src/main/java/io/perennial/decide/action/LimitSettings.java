// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import io.perennial.config.ConfigException;
import io.perennial.config.Section;
import io.perennial.config.Setting;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** The settings that limit all actions together, those of a channel, or one: the same words. */
public final class LimitSettings {

  /** Money. */
  public static final Setting<Optional<Double>> BUDGET =
      Setting.number("budget")
          .doc("money for one time of deciding, base currency; left out: as much as pays")
          .atLeast(0.0)
          .optional();

  /** Contacts at most. */
  public static final Setting<Optional<Long>> CAPACITY =
      Setting.longInteger("capacity")
          .doc("contacts at one time of deciding; left out: as many as pay")
          .atLeast(0L)
          .optional();

  /** Contacts at least. */
  public static final Setting<Optional<Long>> MINIMUM =
      Setting.longInteger("minimum")
          .doc("contacts at one time of deciding at least, whether they pay or not")
          .atLeast(0L)
          .optional();

  /** What money brings at least. */
  public static final Setting<Optional<Double>> RETURN =
      Setting.number("return")
          .doc("margin that a unit of money must bring, all contacts together: 2 doubles it")
          .atLeast(0.0)
          .optional();

  /** What each contact brings at least. */
  public static final Setting<Optional<Double>> FLOOR =
      Setting.number("floor")
          .doc("what each contact must be expected to bring beyond its cost, base currency")
          .optional();

  private LimitSettings() {}

  /**
   * What they say.
   *
   * @param said the section that says each, as sections may stand for one another
   * @param most contacts of a customer within {@code days}
   * @throws ConfigException when a minimum is more than the capacity
   */
  public static Limits limits(Function<Setting<?>, Section> said, OptionalLong most, int days) {
    Optional<Long> capacity = said.apply(CAPACITY).value(CAPACITY);
    Optional<Long> minimum = said.apply(MINIMUM).value(MINIMUM);
    if (capacity.isPresent() && minimum.orElse(0L) > capacity.get()) {
      throw said.apply(MINIMUM).invalid(MINIMUM, "must be at most the capacity, " + capacity.get());
    }
    return new Limits(
        number(said.apply(BUDGET).value(BUDGET)),
        whole(capacity),
        whole(minimum),
        number(said.apply(RETURN).value(RETURN)),
        number(said.apply(FLOOR).value(FLOOR)),
        most,
        days);
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** The same as it is wanted by limits. */
  public static OptionalLong whole(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
