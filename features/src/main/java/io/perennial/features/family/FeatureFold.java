// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.dictionary.Formula;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.RowWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All families as one fold over the view of customers' events; its state encodes to bytes and back.
 * Features come in order of families, then the ratios made of them.
 */
public final class FeatureFold implements Fold<FeatureState> {
  private static final long serialVersionUID = 1;

  private final ArrayList<String> reads;
  private final String[] names;
  private final ColumnType[] types;
  private final FamilyPlace<?>[] places;

  /** For each ratio the features that it is made of: numerator, denominator. */
  private final int[] ratios;

  /** For each feature where ratios find its number; −1 where none asks for it. */
  private final int[] remembered;

  private final transient FeatureDictionary dictionary;

  /** A fold of families alone. */
  public FeatureFold(List<? extends FeatureFamily<?>> families) {
    this(families, List.of());
  }

  /**
   * @param ratios definitions of {@link Formula.Ratio} over features of the families, or over
   *     ratios before them
   * @throws IllegalArgumentException when names are taken twice, or a ratio is of unknown features
   */
  public FeatureFold(List<? extends FeatureFamily<?>> families, List<FeatureDefinition> ratios) {
    Set<String> columns = new LinkedHashSet<>();
    columns.add(EventCodes.COLUMN);
    families.forEach(family -> columns.addAll(family.reads()));
    reads = new ArrayList<>(columns);
    List<FeatureDefinition> all = new ArrayList<>();
    places = new FamilyPlace<?>[families.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = new FamilyPlace<>(families.get(i), reads, all.size());
      all.addAll(families.get(i).features());
    }
    all.addAll(ratios);
    dictionary = new FeatureDictionary(all);
    names = all.stream().map(FeatureDefinition::name).toArray(String[]::new);
    types = all.stream().map(FeatureDefinition::type).toArray(ColumnType[]::new);
    List<String> named = List.of(names);
    this.ratios = new int[2 * ratios.size()];
    for (int i = 0; i < ratios.size(); i++) {
      Formula.Ratio ratio = (Formula.Ratio) ratios.get(i).formula();
      this.ratios[2 * i] = named.indexOf(ratio.numerator());
      this.ratios[2 * i + 1] = named.indexOf(ratio.denominator());
    }
    remembered = new int[names.length];
    Arrays.fill(remembered, -1);
    int[] asked = Arrays.stream(this.ratios).distinct().toArray();
    for (int i = 0; i < asked.length; i++) {
      remembered[asked[i]] = i;
    }
  }

  /** What it writes, by definition. */
  public FeatureDictionary dictionary() {
    return dictionary;
  }

  @Override
  public List<String> reads() {
    return reads;
  }

  /** The numbers of the types of events of which a column is read; empty for all. */
  public List<Integer> typesOf(String column) {
    long mask = 0;
    for (FamilyPlace<?> place : places) {
      mask |= place.typesOf(column);
    }
    return EventCodes.codes(mask);
  }

  @Override
  public List<Field> writes() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      fields.add(new Field(names[i], types[i]));
    }
    return fields;
  }

  @Override
  public FeatureState start() {
    FamilyPlace.Part<?>[] parts = new FamilyPlace.Part<?>[places.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = places[i].start();
    }
    return new FeatureState(parts, told());
  }

  private ToldRow told() {
    return new ToldRow(remembered, ratios.length);
  }

  @Override
  public FeatureState restart(FeatureState used) {
    for (FamilyPlace.Part<?> part : used.parts()) {
      part.restart();
    }
    return used;
  }

  @Override
  public void add(FeatureState state, EventRow event) {
    int type = event.isNull(0) ? -1 : (int) event.longAt(0);
    for (FamilyPlace.Part<?> part : state.parts()) {
      part.add(type, event);
    }
  }

  @Override
  public void read(FeatureState state, AsOf asOf, RowWriter out) {
    ToldRow told = state.told();
    told.begin(out);
    for (FamilyPlace.Part<?> part : state.parts()) {
      part.read(asOf, told);
    }
    told.beginAt(names.length - ratios.length / 2);
    for (int i = 0; i < ratios.length; i += 2) {
      // over zero it is not finite, and so null
      told.setDouble(i / 2, told.value(ratios[i]) / told.value(ratios[i + 1]));
    }
  }

  /** Writes a state: what {@link #restore} makes the same state of. */
  public void write(FeatureState state, DataOutput out) throws IOException {
    for (FamilyPlace.Part<?> part : state.parts()) {
      part.write(out);
    }
  }

  /** The state that a fold of the same families wrote. */
  public FeatureState restore(DataInput in) throws IOException {
    FamilyPlace.Part<?>[] parts = new FamilyPlace.Part<?>[places.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = places[i].restore(in);
    }
    return new FeatureState(parts, told());
  }

  /** A state as bytes. */
  public byte[] encode(FeatureState state) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes)) {
      write(state, out);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot encode the state of a customer", e);
    }
  }

  /** The state of bytes that a fold of the same families encoded. */
  public FeatureState decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return restore(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot decode the state of a customer", e);
    }
  }
}
