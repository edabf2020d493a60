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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.UpdateProperties;
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

  /** Prefix of the table properties that say how sensitive an added column is, by field id. */
  private static final String CLASS = "perennial.class.";

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

  /**
   * The columns that a new table is made with: those whose ids are their places, as Iceberg numbers
   * columns itself. The others are added by {@link #evolve}.
   */
  static Schema first(TableSpec spec) {
    int n = 0;
    while (n < spec.columns().size() && spec.columns().get(n).id() == n + 1) {
      n++;
    }
    List<Column> columns = spec.columns().subList(0, n);
    return schema(
        new TableSpec(spec.name(), spec.meaning(), columns, spec.monthOf(), spec.sortedBy()));
  }

  /**
   * Makes a stored table what {@code spec} says: adds and renames columns by field id, under the
   * ids of the spec. Columns that the spec does not have stay, with their id behind their name
   * where the spec gives that to another.
   */
  static void evolve(Table table, TableSpec spec) {
    Map<Integer, Types.NestedField> fields = new LinkedHashMap<>();
    table.schema().columns().forEach(field -> fields.put(field.fieldId(), field));
    Map<String, String> classes = new LinkedHashMap<>();
    boolean changed = makeRoom(fields, spec);
    for (Column column : spec.columns()) {
      Types.NestedField field = fields.get(column.id());
      if (field != null && !field.type().equals(type(column.type()))) {
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
      }
      if (field == null || !field.name().equals(column.name())) {
        String meaning = field == null ? column.meaning() : field.doc();
        fields.put(
            column.id(),
            Types.NestedField.optional(column.id(), column.name(), type(column.type()), meaning));
        changed = true;
      }
      if (field == null) {
        classes.put(CLASS + column.id(), column.dataClass().name());
      }
    }
    if (!classes.isEmpty()) {
      UpdateProperties properties = table.updateProperties();
      classes.forEach(properties::set);
      properties.commit();
    }
    if (changed) {
      TableOperations operations = ((HasTableOperations) table).operations();
      TableMetadata now = operations.refresh();
      operations.commit(now, now.updateSchema(new Schema(List.copyOf(fields.values()))));
      table.refresh();
    }
    requireIds(table.schema(), spec);
  }

  /** Stored columns that go by a name that the spec gives to another: each makes room for it. */
  private static boolean makeRoom(Map<Integer, Types.NestedField> fields, TableSpec spec) {
    boolean made = false;
    for (Types.NestedField field : List.copyOf(fields.values())) {
      int id = field.fieldId();
      if (spec.has(field.name()) && spec.column(field.name()).id() != id) {
        String name = field.name() + "_" + id;
        fields.put(id, Types.NestedField.optional(id, name, field.type(), field.doc()));
        made = true;
      }
    }
    return made;
  }

  /**
   * The spec with the columns that the stored table has beyond it, so that whoever rewrites rows
   * keeps them: what another configuration, or a newer version, added.
   */
  static TableSpec withStored(TableSpec spec, Table table) {
    List<Column> columns = new ArrayList<>(spec.columns());
    Set<Integer> known = spec.columns().stream().map(Column::id).collect(Collectors.toSet());
    for (Types.NestedField field : table.schema().columns()) {
      if (!known.contains(field.fieldId())) {
        String dataClass =
            table.properties().getOrDefault(CLASS + field.fieldId(), DataClass.PSEUDONYMOUS.name());
        columns.add(
            new Column(
                field.fieldId(),
                field.name(),
                type(field.type()),
                DataClass.valueOf(dataClass),
                field.doc() == null ? "" : field.doc()));
      }
    }
    return columns.size() == spec.columns().size()
        ? spec
        : new TableSpec(spec.name(), spec.meaning(), columns, spec.monthOf(), spec.sortedBy());
  }

  private static ColumnType type(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case LONG -> ColumnType.LONG;
      case DOUBLE -> ColumnType.DOUBLE;
      case DECIMAL -> ColumnType.DECIMAL;
      case TIMESTAMP -> ColumnType.TIMESTAMP;
      case STRING -> ColumnType.STRING;
      default -> throw new LakeException("Unsupported type of a stored column: " + type);
    };
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
