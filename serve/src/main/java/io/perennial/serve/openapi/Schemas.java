// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of types, as the server writes and reads them; records are told once, by name. */
final class Schemas {

  private final Map<String, Object> components = new TreeMap<>();
  private final Map<Type, String> names = new LinkedHashMap<>();

  /** The schemas of records by name. */
  Map<String, Object> components() {
    return components;
  }

  /** The schema of a type that stands in a method's signature. */
  Map<String, Object> of(Type type) {
    return of(type, Map.of());
  }

  private Map<String, Object> of(Type type, Map<TypeVariable<?>, Type> known) {
    Type resolved = resolve(type, known);
    Class<?> raw = raw(resolved);
    if (raw == Optional.class) {
      return of(argument(resolved, 0), known);
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return map("type", "array", "items", of(argument(resolved, 0), known));
    }
    if (raw.isArray()) {
      return map("type", "array", "items", of(raw.getComponentType(), known));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return map("type", "object", "additionalProperties", of(argument(resolved, 1), known));
    }
    if (raw.isRecord()) {
      return Map.of("$ref", "#/components/schemas/" + record(resolved, raw, known));
    }
    if (raw.isEnum()) {
      return map(
          "type",
          "string",
          "enum",
          Arrays.stream(raw.getEnumConstants()).map(String::valueOf).toList());
    }
    return plain(raw);
  }

  private static Map<String, Object> plain(Class<?> raw) {
    if (raw == String.class || raw == char.class) {
      return map("type", "string");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return map("type", "boolean");
    }
    if (raw == int.class || raw == Integer.class || raw == OptionalInt.class) {
      return map("type", "integer", "format", "int32");
    }
    if (raw == long.class || raw == Long.class || raw == OptionalLong.class) {
      return map("type", "integer", "format", "int64");
    }
    if (raw == double.class
        || raw == Double.class
        || raw == float.class
        || raw == BigDecimal.class
        || raw == OptionalDouble.class) {
      return map("type", "number");
    }
    if (raw == Instant.class) {
      return map("type", "string", "format", "date-time");
    }
    if (raw == LocalDate.class) {
      return map("type", "string", "format", "date");
    }
    return map();
  }

  private String record(Type type, Class<?> raw, Map<TypeVariable<?>, Type> outer) {
    String name = names.get(type);
    if (name != null) {
      return name;
    }
    Map<TypeVariable<?>, Type> known = new LinkedHashMap<>();
    StringBuilder called = new StringBuilder(raw.getSimpleName());
    if (type instanceof ParameterizedType parameterized) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        Type argument = resolve(parameterized.getActualTypeArguments()[i], outer);
        known.put(variables[i], argument);
        called.append("Of").append(raw(argument).getSimpleName());
      }
    }
    String free = called.toString();
    Class<?> around = raw.getDeclaringClass();
    if (names.containsValue(free)) {
      free = (around == null ? raw.getPackageName() : around.getSimpleName()) + free;
    }
    names.put(type, free);
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : raw.getRecordComponents()) {
      String property = property(component);
      properties.put(property, of(component.getGenericType(), known));
      if (!mayBeAbsent(component)) {
        required.add(property);
      }
    }
    Map<String, Object> schema = map("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    components.put(free, schema);
    return free;
  }

  private static boolean mayBeAbsent(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    Class<?> raw = component.getType();
    return type.isAnnotationPresent(Nullable.class)
        || raw == Optional.class
        || raw == OptionalDouble.class
        || raw == OptionalInt.class
        || raw == OptionalLong.class;
  }

  private static String property(RecordComponent component) {
    @Nullable JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named != null ? named.value() : snake(component.getName());
  }

  /** As Jackson's strategy of that name has it. */
  static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static Type resolve(Type type, Map<TypeVariable<?>, Type> known) {
    return type instanceof TypeVariable<?> variable ? known.getOrDefault(variable, type) : type;
  }

  static Class<?> raw(Type type) {
    if (type instanceof Class<?> known) {
      return known;
    }
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : Object.class;
  }

  static Type argument(Type type, int place) {
    return type instanceof ParameterizedType parameterized
        ? parameterized.getActualTypeArguments()[place]
        : Object.class;
  }

  /** A map of what comes in pairs, in this order. */
  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
