// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.perennial.serve.index.Rows;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of rows: a component has the value of the column of its name, in snake case. An id,
 * which is a number in the tables, is a text where the component is one, since programs that count
 * in doubles would round it. Safe for use by many threads.
 */
final class RecordRows<T extends Record> {

  private final Class<T> type;
  private final MethodHandle maker;
  private final List<String> columns = new ArrayList<>();
  private final List<Class<?>> types = new ArrayList<>();

  private RecordRows(Class<T> type) {
    this.type = type;
    for (RecordComponent component : type.getRecordComponents()) {
      columns.add(column(component));
      types.add(component.getType());
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      maker =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.size())
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Cannot make records " + type.getName(), e);
    }
  }

  private static final ClassValue<RecordRows<? extends Record>> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordRows<? extends Record> computeValue(Class<?> type) {
          return new RecordRows<>(type.asSubclass(Record.class));
        }
      };

  /** What makes records of a type. */
  @SuppressWarnings("unchecked") // kept by type
  static <T extends Record> RecordRows<T> of(Class<T> type) {
    return (RecordRows<T>) KNOWN.get(type);
  }

  private static String column(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named != null
        ? named.value()
        : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The columns that a query must have, as it names them. */
  String columns() {
    return columns.stream().collect(Collectors.joining(", "));
  }

  /** A record of each row. */
  List<T> all(Rows rows) {
    int[] places = columns.stream().mapToInt(rows::column).toArray();
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0) {
        throw new IllegalArgumentException(
            "Missing column " + columns.get(i) + " for " + type.getSimpleName());
      }
    }
    List<T> all = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      @Nullable Object[] values = new @Nullable Object[places.length];
      for (int i = 0; i < places.length; i++) {
        values[i] = value(rows.value(row, places[i]), i);
      }
      all.add(make(values));
    }
    return all;
  }

  private @Nullable Object value(@Nullable Object value, int component) {
    Class<?> wanted = types.get(component);
    if (value == null && wanted.isPrimitive()) {
      throw new IllegalArgumentException(
          "Missing value of " + columns.get(component) + " for " + type.getSimpleName());
    }
    return value instanceof Long id && wanted == String.class ? Long.toString(id) : value;
  }

  @SuppressWarnings("unchecked") // the constructor makes one
  private T make(@Nullable Object[] values) {
    try {
      return (T) (Object) maker.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException("Cannot make " + type.getSimpleName(), e);
    }
  }
}
