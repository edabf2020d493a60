// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.StableHash;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.governance.DataClass;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of features as a dictionary says: the columns that models read under their ids, every
 * other feature under an id made of its name and type. So a feature that comes, goes and comes
 * again is the same column, and one that changes its type is another.
 */
public final class FeatureTable {

  /** Below are the ids of columns that are always there. */
  private static final int LEAST_ID = 10_000;

  private static final int IDS = (1 << 30) - LEAST_ID;

  private FeatureTable() {}

  /**
   * The table with a column for each feature.
   *
   * @throws IllegalArgumentException when two features would have one column
   */
  public static TableSpec spec(FeatureDictionary dictionary) {
    return spec(Tables.FEATURES, dictionary);
  }

  /**
   * The table of training sets with a column for each feature, of the same names.
   *
   * @throws IllegalArgumentException when two features would have one column
   */
  public static TableSpec training(FeatureDictionary dictionary) {
    return spec(Tables.TRAINING_SETS, dictionary);
  }

  private static TableSpec spec(TableSpec always, FeatureDictionary dictionary) {
    List<Column> columns = new ArrayList<>(always.columns());
    Map<Integer, String> taken = new HashMap<>();
    for (FeatureDefinition feature : dictionary.all()) {
      if (!always.has(feature.name())) {
        int id = id(feature);
        String other = taken.put(id, feature.name());
        if (other != null) {
          throw new IllegalArgumentException(
              "Invalid feature "
                  + feature.name()
                  + ": its column would have the id of "
                  + other
                  + " (give one of them another name)");
        }
        columns.add(column(id, feature));
      }
    }
    return new TableSpec(
        always.name(), always.meaning(), columns, always.monthOf(), always.sortedBy());
  }

  private static int id(FeatureDefinition feature) {
    long hash = StableHash.of(feature.name() + " " + feature.type().name());
    return LEAST_ID + (int) (hash % IDS);
  }

  private static Column column(int id, FeatureDefinition feature) {
    boolean isInstant = feature.type() == ColumnType.TIMESTAMP;
    return new Column(
        id,
        feature.name(),
        feature.type(),
        isInstant ? DataClass.PSEUDONYMOUS : DataClass.GENERAL,
        feature.meaning() + " (" + feature.unit().words() + ")");
  }

  /**
   * The query that makes rows of the table, but for the run.
   *
   * @param also columns beside the features
   * @param told the view with {@code key}, {@code as_of} and all features
   */
  static String rows(List<String> also, FeatureDictionary dictionary, String told) {
    return Stream.concat(also.stream(), dictionary.all().stream().map(FeatureDefinition::name))
        .map(column -> "f." + column)
        .collect(
            Collectors.joining(
                ", ", "SELECT f.key AS customer_id, f.as_of, ", " FROM " + told + " f"));
  }
}
