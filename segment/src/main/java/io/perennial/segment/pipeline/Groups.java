// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.segment.discover.BehaviourModel;
import io.perennial.segment.keep.Change;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The groups that behave alike in a run.
 *
 * @param model puts customers into them; empty where there are none
 * @param why they were found anew, in words; empty while those of the run before hold
 * @param changes since the fit before
 */
record Groups(Optional<BehaviourModel> model, Optional<String> why, List<Change> changes) {

  static final Groups NONE = new Groups(Optional.empty(), Optional.empty(), List.of());

  Groups {
    changes = List.copyOf(changes);
  }

  /** Those of the run before. */
  static Groups kept(BehaviourModel model) {
    return new Groups(Optional.of(model), Optional.empty(), List.of());
  }

  /** How many were kept, are new, are no more, fell apart, came together. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new TreeMap<>();
    model.ifPresent(known -> figures.put("groups", (double) known.segments().size()));
    for (Change change : changes) {
      figures.merge("groups_" + change.match(new Word()), 1.0, Double::sum);
    }
    return figures;
  }

  /** For the message of a run; empty where there is nothing to say. */
  String words() {
    if (model.isEmpty()) {
      return "";
    }
    StringBuilder words =
        new StringBuilder(
            String.format(Locale.ROOT, "; %d groups by behaviour", model.get().segments().size()));
    why.ifPresent(reason -> words.append(", found anew: ").append(reason));
    Map<String, Double> figures = figures();
    for (String what : List.of("kept", "new", "gone", "split", "merged")) {
      Double count = figures.get("groups_" + what);
      if (count != null) {
        words.append(String.format(Locale.ROOT, ", %.0f %s", count, what));
      }
    }
    return words.toString();
  }

  /** What became of a group, in a word. */
  private static final class Word implements Change.Cases<String> {
    @Override
    public String kept(Change.Kept change) {
      return "kept";
    }

    @Override
    public String born(Change.Born change) {
      return "new";
    }

    @Override
    public String died(Change.Died change) {
      return "gone";
    }

    @Override
    public String split(Change.Split change) {
      return "split";
    }

    @Override
    public String merged(Change.Merged change) {
      return "merged";
    }
  }
}
