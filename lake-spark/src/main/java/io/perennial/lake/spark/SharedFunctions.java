// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.domain.StableHash;
import io.perennial.lake.LakeException;
import io.perennial.lake.raw.JsonLists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Defines the functions named {@code f_…} in a session. */
final class SharedFunctions {

  private SharedFunctions() {}

  static void define(SparkSession spark) {
    UDF1<String, Long> id = text -> text == null ? null : StableHash.of(text);
    spark.udf().register("j_id", id, DataTypes.LongType);
    UDF2<String, String, String> first = (list, of) -> JsonLists.first(list, of).orElse(null);
    spark.udf().register("j_first_of", first, DataTypes.StringType);
    UDF2<String, String, String> value = (list, of) -> JsonLists.value(list, of).orElse(null);
    spark.udf().register("j_value_of", value, DataTypes.StringType);
    UDF2<String, String, Double> sum = (list, of) -> JsonLists.sum(list, of).orElse(null);
    spark.udf().register("j_sum_of", sum, DataTypes.DoubleType);
    UDF2<String, String, LocalDateTime> timestamp =
        (text, pattern) ->
            text == null || pattern == null
                ? null
                : TimePattern.of(pattern).parse(text).orElse(null);
    spark.udf().register("j_timestamp", timestamp, DataTypes.TimestampNTZType);
    UDF1<String, LocalDateTime> iso =
        text -> text == null ? null : IsoTime.parse(text).orElse(null);
    spark.udf().register("j_iso_timestamp", iso, DataTypes.TimestampNTZType);
    UDF2<LocalDateTime, String, LocalDateTime> toUtc =
        (local, zone) -> local == null || zone == null ? null : utc(local, ZoneId.of(zone));
    spark.udf().register("j_local_to_utc", toUtc, DataTypes.TimestampNTZType);
    UDF2<LocalDateTime, String, LocalDateTime> toLocal =
        (utc, zone) -> utc == null || zone == null ? null : local(utc, ZoneId.of(zone));
    spark.udf().register("j_utc_to_local", toLocal, DataTypes.TimestampNTZType);
    UDF1<String, String> json = text -> text == null ? null : JsonText.quoted(text);
    spark.udf().register("j_json", json, DataTypes.StringType);
    statements().forEach(spark::sql);
  }

  /**
   * The UTC instant of a wall clock: the later of two where the clock is set back; as if it had not
   * been set forward where there is none.
   */
  static LocalDateTime utc(LocalDateTime local, ZoneId zone) {
    return local
        .atZone(zone)
        .withLaterOffsetAtOverlap()
        .withZoneSameInstant(ZoneOffset.UTC)
        .toLocalDateTime();
  }

  /** The wall clock at a UTC instant. */
  static LocalDateTime local(LocalDateTime utc, ZoneId zone) {
    return utc.atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDateTime();
  }

  private static List<String> statements() {
    try (InputStream in = SharedFunctions.class.getResourceAsStream("functions.sql")) {
      if (in == null) {
        throw new IllegalStateException("Missing resource functions.sql");
      }
      List<String> statements = new ArrayList<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String statement : text.split(";\n", -1)) {
        if (!statement.isBlank()) {
          statements.add(statement);
        }
      }
      return statements;
    } catch (IOException e) {
      throw new LakeException("Cannot read functions.sql", e);
    }
  }
}
