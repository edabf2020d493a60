// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.LakeException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Names and types of columns, in a form that travels to executors. Between Spark's rows and our
 * batches stands the plain form: integers and instants as BIGINT, decimals as DOUBLE, no NaN.
 */
record Columns(List<String> names, List<ColumnType> types) implements Serializable {

  static Columns of(List<Field> fields) {
    List<String> names = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    for (Field field : fields) {
      names.add(field.name());
      types.add(field.type() == ColumnType.DECIMAL ? ColumnType.DOUBLE : field.type());
    }
    return new Columns(names, types);
  }

  /** The columns of rows of Spark, as batches will have them. */
  static Columns of(StructType schema) {
    List<Field> fields = new ArrayList<>();
    for (StructField field : schema.fields()) {
      fields.add(new Field(field.name(), batchType(field)));
    }
    return of(fields);
  }

  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(new Field(names.get(i), types.get(i)));
    }
    return fields;
  }

  int size() {
    return names.size();
  }

  /** The rows in plain form. */
  static Dataset<Row> plain(Dataset<Row> rows) {
    StructField[] fields = rows.schema().fields();
    String[] places = new String[fields.length];
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < fields.length; i++) {
      places[i] = "c" + i;
      columns[i] = plain(functions.col(places[i]), fields[i]);
    }
    return rows.toDF(places).select(columns);
  }

  private static Column plain(Column column, StructField field) {
    return switch (batchType(field)) {
      case BOOLEAN, STRING -> column;
      case LONG -> column.cast(DataTypes.LongType);
      case TIMESTAMP -> functions.unix_micros(column.cast(DataTypes.TimestampType));
      case DOUBLE, DECIMAL -> {
        Column number = column.cast(DataTypes.DoubleType);
        yield functions.when(functions.not(functions.isnan(number)), number);
      }
    };
  }

  /** The schema of the plain form. */
  StructType plainSchema() {
    StructType schema = new StructType();
    for (int i = 0; i < names.size(); i++) {
      schema =
          schema.add(
              names.get(i),
              types.get(i) == ColumnType.TIMESTAMP ? DataTypes.LongType : sparkType(types.get(i)));
    }
    return schema;
  }

  /** Rows in plain form with columns of these types again. */
  static Dataset<Row> rich(Dataset<Row> plain, List<Field> fields) {
    Column[] columns =
        fields.stream()
            .map(
                field -> {
                  Column column = functions.col(field.name());
                  return switch (field.type()) {
                    case TIMESTAMP ->
                        functions
                            .timestamp_micros(column)
                            .cast(DataTypes.TimestampNTZType)
                            .as(field.name());
                    case DECIMAL -> column.cast(sparkType(ColumnType.DECIMAL)).as(field.name());
                    case BOOLEAN, LONG, DOUBLE, STRING -> column;
                  };
                })
            .toArray(Column[]::new);
    return plain.select(columns);
  }

  /** How Spark holds a column of the lake. */
  static DataType sparkType(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> DataTypes.BooleanType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case DECIMAL -> DataTypes.createDecimalType(18, 4);
      case TIMESTAMP -> DataTypes.TimestampNTZType;
      case STRING -> DataTypes.StringType;
    };
  }

  private static ColumnType batchType(StructField field) {
    DataType type = field.dataType();
    if (type.equals(DataTypes.BooleanType)) {
      return ColumnType.BOOLEAN;
    }
    if (Arrays.asList(
            DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType)
        .contains(type)) {
      return ColumnType.LONG;
    }
    if (type.equals(DataTypes.FloatType)
        || type.equals(DataTypes.DoubleType)
        || type instanceof DecimalType) {
      return ColumnType.DOUBLE;
    }
    if (type.equals(DataTypes.TimestampNTZType)
        || type.equals(DataTypes.TimestampType)
        || type.equals(DataTypes.DateType)) {
      return ColumnType.TIMESTAMP;
    }
    if (type.equals(DataTypes.StringType) || type.equals(DataTypes.NullType)) {
      return ColumnType.STRING;
    }
    throw new LakeException(
        "Cannot read column "
            + field.name()
            + ": a batch holds no "
            + type.simpleString()
            + "; cast it in the query");
  }
}
