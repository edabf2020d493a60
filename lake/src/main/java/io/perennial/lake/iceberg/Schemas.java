// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.governance.DataClass;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Filter;
import io.perennial.lake.LakeException;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.UnicodeUtil;

/** Our tables, columns, filters and statistics in Iceberg's terms. */
final class Schemas {

  /** Characters of a text that its bounds keep. */
  private static final int BOUND_LENGTH = 16;

  private Schemas() {}

  static Schema schema(TableSpec spec) {
    return new Schema(
        spec.columns().stream()
            .map(c -> Types.NestedField.optional(c.id(), c.name(), type(c.type()), c.meaning()))
            .toList());
  }

  static PartitionSpec partition(TableSpec spec, Schema schema) {
    PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
    spec.monthOf().ifPresent(builder::month);
    return builder.build();
  }

  static SortOrder order(TableSpec spec, Schema schema) {
    SortOrder.Builder builder = SortOrder.builderFor(schema);
    spec.sortedBy().forEach(builder::asc);
    return builder.build();
  }

  private static Type type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> Types.BooleanType.get();
      case LONG -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case DECIMAL -> Types.DecimalType.of(18, 4);
      case TIMESTAMP -> Types.TimestampType.withoutZone();
      case STRING -> Types.StringType.get();
    };
  }

  /** Makes a stored table what {@code spec} says: adds and renames columns by field id. */
  static void evolve(Table table, TableSpec spec) {
    UpdateSchema update = table.updateSchema();
    boolean changed = false;
    for (Column column : spec.columns()) {
      Types.NestedField field = table.schema().findField(column.id());
      if (field == null) {
        update.addColumn(column.name(), type(column.type()), column.meaning());
        changed = true;
      } else if (!field.type().equals(type(column.type()))) {
        throw new LakeException(
            "Cannot open table "
                + spec.name()
                + ": column "
                + column.name()
                + " is stored as "
                + field.type()
                + " and expected as "
                + type(column.type())
                + "; was the workspace made by another version?");
      } else if (!field.name().equals(column.name())) {
        update.renameColumn(field.name(), column.name());
        changed = true;
      }
    }
    if (changed) {
      update.commit();
    }
    requireIds(table.schema(), spec);
  }

  /** Iceberg numbers columns itself: the numbers must come out as the spec has them. */
  static void requireIds(Schema schema, TableSpec spec) {
    for (Column column : spec.columns()) {
      Types.NestedField field = schema.findField(column.name());
      if (field == null || field.fieldId() != column.id()) {
        throw new LakeException(
            "Cannot open table "
                + spec.name()
                + ": column "
                + column.name()
                + " has another field id than "
                + column.id()
                + " in the lake");
      }
    }
  }

  static Expression expression(List<Filter> filters) {
    Expression all = Expressions.alwaysTrue();
    for (Filter filter : filters) {
      Expression one;
      if (filter instanceof Filter.Range range) {
        one =
            Expressions.and(
                Expressions.greaterThanOrEqual(range.column(), range.from()),
                Expressions.lessThan(range.column(), range.to()));
      } else if (filter instanceof Filter.In in) {
        one = Expressions.in(in.column(), in.values());
      } else {
        Filter.Text text = (Filter.Text) filter;
        one = Expressions.equal(text.column(), text.value());
      }
      all = Expressions.and(all, one);
    }
    return all;
  }

  /** Statistics by field id. Of personal data no bounds are kept: metadata is for everybody. */
  static Metrics metrics(TableSpec spec, WrittenFile written) {
    Map<Integer, Long> sizes = new HashMap<>();
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    for (Column column : spec.columns()) {
      WrittenFile.ColumnStats stats = written.columns().get(column.name());
      if (stats != null) {
        sizes.put(column.id(), stats.bytes());
        values.put(column.id(), stats.values());
        nulls.put(column.id(), stats.nulls());
        if (column.dataClass() != DataClass.PERSONAL) {
          lowerBound(column, stats).ifPresent(bound -> lower.put(column.id(), bound));
          upperBound(column, stats).ifPresent(bound -> upper.put(column.id(), bound));
        }
      }
    }
    return new Metrics(written.file().rows(), sizes, values, nulls, Map.of(), lower, upper);
  }

  private static Optional<ByteBuffer> lowerBound(Column column, WrittenFile.ColumnStats stats) {
    return stats
        .lower()
        .map(
            value -> {
              if (value instanceof String text) {
                return UnicodeUtil.truncateStringMin(text, BOUND_LENGTH);
              }
              // Parquet's rule: a lower bound of zero may stand for -0.0
              return value.equals(0.0) ? (Object) (-0.0) : value;
            })
        .map(value -> Conversions.toByteBuffer(type(column.type()), value));
  }

  private static Optional<ByteBuffer> upperBound(Column column, WrittenFile.ColumnStats stats) {
    return stats
        .upper()
        .flatMap(
            value -> {
              if (value instanceof String text) {
                return Optional.ofNullable(UnicodeUtil.truncateStringMax(text, BOUND_LENGTH))
                    .map(cut -> (Object) cut);
              }
              return Optional.of(value.equals(-0.0) ? (Object) 0.0 : value);
            })
        .map(value -> Conversions.toByteBuffer(type(column.type()), value));
  }
}
