// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.openapi;

import static io.perennial.serve.openapi.Schemas.map;

import io.perennial.serve.Allowed;
import io.perennial.serve.Caller;
import io.perennial.serve.Paging;
import io.perennial.serve.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The API in the words of OpenAPI 3.1, made of the methods that answer: it cannot say otherwise.
 */
final class ApiDocument {

  private static final String ROOT = "/api/v1";

  private static final Properties SUMMARIES = summaries();

  private final Schemas schemas = new Schemas();
  private final Map<String, Object> paths = new TreeMap<>();

  private ApiDocument() {}

  private static Properties summaries() {
    Properties summaries = new Properties();
    try (InputStream in =
        Objects.requireNonNull(
            ApiDocument.class.getResourceAsStream("summaries.properties"), "summaries")) {
      summaries.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return summaries;
  }

  /** The document for these methods. */
  static Map<String, Object> of(Map<RequestMappingInfo, HandlerMethod> methods, String version) {
    ApiDocument document = new ApiDocument();
    methods.forEach(document::add);
    Map<String, Object> components = new TreeMap<>(document.schemas.components());
    components.put("Problem", problem());
    return map(
        "openapi",
        "3.1.0",
        "info",
        map(
            "title",
            "Perennial",
            "version",
            version,
            "description",
            "What a workspace knows of its customers. Names are those of the lake's columns;"
                + " instants are UTC; amounts are in the workspace's currency, which /status and each"
                + " answer with amounts name; ids are texts."),
        "servers",
        List.of(map("url", "/")),
        "security",
        List.of(map("key", List.of()), map("bearer", List.of()), map("session", List.of())),
        "paths",
        document.paths,
        "components",
        map(
            "schemas",
            components,
            "responses",
            map(
                "Problem",
                map(
                    "description",
                    "What is wrong, in words",
                    "content",
                    map(
                        "application/problem+json",
                        map("schema", map("$ref", "#/components/schemas/Problem"))))),
            "securitySchemes",
            map(
                "key",
                map("type", "apiKey", "in", "header", "name", "X-Api-Key"),
                "bearer",
                map("type", "http", "scheme", "bearer"),
                "session",
                map("type", "apiKey", "in", "cookie", "name", "perennial_session"))));
  }

  private void add(RequestMappingInfo info, HandlerMethod method) {
    for (String pattern : info.getPatternValues()) {
      if (pattern.startsWith(ROOT)) {
        // {name:.+} and {*name} are {name} here
        String path = pattern.replaceAll("\\{\\*?(\\w+)(:[^}]*)?\\}", "{$1}");
        for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
          @SuppressWarnings("unchecked") // put so
          Map<String, Object> verbs =
              (Map<String, Object>) paths.computeIfAbsent(path, p -> new TreeMap<>());
          verbs.put(verb.name().toLowerCase(Locale.ROOT), operation(path, verb, method));
        }
      }
    }
  }

  private Map<String, Object> operation(String path, RequestMethod verb, HandlerMethod method) {
    Map<String, Object> operation = new TreeMap<>();
    operation.put("operationId", id(path, verb));
    operation.put("tags", List.of(path.substring(ROOT.length() + 1).replaceAll("[/.].*", "")));
    @Nullable String summary = SUMMARIES.getProperty(id(path, verb));
    if (summary != null) {
      operation.put("summary", summary);
    }
    @Nullable Allowed allowed = method.getMethodAnnotation(Allowed.class);
    TreeSet<String> roles = new TreeSet<>(List.of(Role.ADMINISTRATOR.word()));
    if (allowed != null) {
      Arrays.stream(allowed.value()).map(Role::word).forEach(roles::add);
    }
    operation.put("x-roles", List.copyOf(roles));
    List<Object> parameters = new ArrayList<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      parameters(parameter, operation, parameters);
    }
    operation.put("parameters", parameters);
    operation.put("responses", responses(verb, method));
    return operation;
  }

  private void parameters(
      MethodParameter parameter, Map<String, Object> operation, List<Object> parameters) {
    Parameter plain = parameter.getParameter();
    Type type = parameter.getGenericParameterType();
    if (parameter.getParameterType() == Paging.class) {
      parameters.add(
          query(
              "limit",
              false,
              map("type", "integer", "minimum", 1, "maximum", Paging.MOST, "default", 50)));
      parameters.add(query("cursor", false, map("type", "string")));
    } else if (plain.isAnnotationPresent(RequestBody.class)) {
      operation.put(
          "requestBody",
          map(
              "required",
              true,
              "content",
              map("application/json", map("schema", schemas.of(type)))));
    } else if (plain.isAnnotationPresent(PathVariable.class)) {
      PathVariable asked = plain.getAnnotation(PathVariable.class);
      parameters.add(
          map(
              "name",
              name(asked.value(), asked.name(), plain),
              "in",
              "path",
              "required",
              true,
              "schema",
              schemas.of(type)));
    } else if (plain.isAnnotationPresent(RequestParam.class)) {
      RequestParam asked = plain.getAnnotation(RequestParam.class);
      boolean hasDefault = !asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
      Map<String, Object> schema = new TreeMap<>(schemas.of(type));
      if (hasDefault) {
        schema.put("default", asked.defaultValue());
      }
      boolean required =
          asked.required()
              && !hasDefault
              && parameter.getParameterType() != Optional.class
              && !plain.getAnnotatedType().isAnnotationPresent(Nullable.class);
      parameters.add(query(name(asked.value(), asked.name(), plain), required, schema));
    } else if (parameter.getParameterType() != Caller.class) {
      // the request itself, for what is streamed
      return;
    }
  }

  private Map<String, Object> responses(RequestMethod verb, HandlerMethod method) {
    @Nullable ResponseStatus said = method.getMethodAnnotation(ResponseStatus.class);
    Type type = method.getMethod().getGenericReturnType();
    if (Schemas.raw(type) == ResponseEntity.class) {
      type = Schemas.argument(type, 0);
    }
    Map<String, Object> good = map("description", "The answer");
    Class<?> raw = Schemas.raw(type);
    if (raw.getName().endsWith("StreamingResponseBody") || raw == byte[].class) {
      good.put("content", map("*/*", map("schema", map("type", "string", "format", "binary"))));
    } else if (raw != void.class && raw != Void.class) {
      good.put("content", map("application/json", map("schema", schemas.of(type))));
    }
    Map<String, Object> responses = new TreeMap<>();
    responses.put(String.valueOf(said == null ? 200 : said.code().value()), good);
    if (verb == RequestMethod.GET) {
      responses.put("304", map("description", "As If-None-Match has it"));
    }
    responses.put("default", map("$ref", "#/components/responses/Problem"));
    return responses;
  }

  private static Map<String, Object> problem() {
    return map(
        "type",
        "object",
        "required",
        List.of("type", "title", "status", "detail"),
        "properties",
        map(
            "type", map("type", "string"),
            "title", map("type", "string"),
            "status", map("type", "integer"),
            "detail", map("type", "string"),
            "instance", map("type", "string"),
            "request_id", map("type", "string"),
            "field", map("type", "string")),
        "additionalProperties",
        false);
  }

  private static Map<String, Object> query(
      String name, boolean required, Map<String, Object> schema) {
    return map("name", name, "in", "query", "required", required, "schema", schema);
  }

  private static String name(String value, String name, Parameter parameter) {
    return !value.isEmpty() ? value : name.isEmpty() ? parameter.getName() : name;
  }

  /** {@code get_customers_id_timeline}. */
  private static String id(String path, RequestMethod verb) {
    return (verb.name() + path.substring(ROOT.length()))
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("_$", "");
  }
}
