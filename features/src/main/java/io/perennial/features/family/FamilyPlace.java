// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.MappedRow;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.lake.EventRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** A family where it stands in the fold: which events it is handed, and its columns there. */
final class FamilyPlace<S> implements Serializable {
  private static final long serialVersionUID = 1;

  private final FeatureFamily<S> family;
  private final long types;
  private final int[] columns;
  private final int firstFeature;

  FamilyPlace(FeatureFamily<S> family, List<String> foldReads, int firstFeature) {
    this.family = family;
    this.firstFeature = firstFeature;
    columns = family.reads().stream().mapToInt(foldReads::indexOf).toArray();
    long mask = 0;
    for (FeatureDefinition feature : family.features()) {
      mask |= EventCodes.mask(feature.events());
    }
    types = mask;
  }

  /** A bit for each type of events of which the family reads a column. */
  long typesOf(String column) {
    if (!family.reads().contains(column)) {
      return 0;
    }
    Set<EventType> types = family.typesOf(column);
    return types.isEmpty() ? this.types : EventCodes.mask(types);
  }

  Part<S> start() {
    return new Part<>(this, family.start());
  }

  Part<S> restore(DataInput in) throws IOException {
    return new Part<>(this, family.restore(in));
  }

  /** The state of one customer within one family. */
  static final class Part<S> {
    private final FamilyPlace<S> place;
    private final MappedRow row;
    private S state;

    private Part(FamilyPlace<S> place, S state) {
      this.place = place;
      this.state = state;
      row = new MappedRow(place.columns);
    }

    /** Types that are not known are of the highest bit: for families that take all events. */
    void add(int type, EventRow event) {
      if ((place.types >>> (type & 63) & 1) != 0) {
        row.standAt(event);
        place.family.add(state, type, row);
      }
    }

    void restart() {
      state = place.family.restart(state);
    }

    void read(AsOf asOf, ToldRow out) {
      out.beginAt(place.firstFeature);
      place.family.read(state, asOf, out);
    }

    void write(DataOutput out) throws IOException {
      place.family.write(state, out);
    }
  }
}
