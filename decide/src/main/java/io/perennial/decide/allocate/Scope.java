// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the actions given a limit counts: those of any of the actions, channels and groups
 * named. An empty set names all.
 */
public record Scope(Set<String> actions, Set<String> channels, Set<String> groups) {

  public Scope {
    actions = Set.copyOf(actions);
    channels = Set.copyOf(channels);
    groups = Set.copyOf(groups);
  }

  /** Every action for every customer. */
  public static Scope all() {
    return new Scope(Set.of(), Set.of(), Set.of());
  }

  /** These actions, for every customer. */
  public static Scope actions(String... names) {
    return new Scope(Set.of(names), Set.of(), Set.of());
  }

  /** The actions of these channels, for every customer. */
  public static Scope channels(String... names) {
    return new Scope(Set.of(), Set.of(names), Set.of());
  }

  /** Every action, for the customers of these groups. */
  public static Scope groups(String... names) {
    return new Scope(Set.of(), Set.of(), Set.of(names));
  }

  /** The same actions, for the customers of these groups only. */
  public Scope within(String... names) {
    return new Scope(actions, channels, Set.of(names));
  }

  /** Whether it names the action. */
  public boolean covers(ActionColumn action) {
    return (actions.isEmpty() || actions.contains(action.name()))
        && (channels.isEmpty() || channels.contains(action.channel()));
  }

  /** Whether it names the group. */
  public boolean coversGroup(String group) {
    return groups.isEmpty() || groups.contains(group);
  }

  /** In words, always in the same order. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, "actions", actions);
    append(text, "channels", channels);
    append(text, "groups", groups);
    return text.length() == 0 ? "all" : text.toString();
  }

  private static void append(StringBuilder text, String what, Set<String> names) {
    if (!names.isEmpty()) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(what)
          .append(' ')
          .append(new TreeSet<>(names));
    }
  }
}
