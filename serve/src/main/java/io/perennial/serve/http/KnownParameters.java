// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * A parameter that a method does not know, or that comes twice, is refused: a misspelt filter would
 * else filter nothing.
 */
final class KnownParameters implements HandlerInterceptor {

  private static final int LONGEST_SHOWN = 40;

  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      Set<String> names = known.computeIfAbsent(method.getMethod(), KnownParameters::names);
      request
          .getParameterMap()
          .forEach(
              (name, values) -> {
                if (!names.contains(name)) {
                  throw Refusal.invalid(
                      shown(name),
                      names.isEmpty()
                          ? "Unknown parameter: there are none here"
                          : "Unknown parameter (must be one of " + String.join(", ", names) + ")");
                }
                if (values.length > 1) {
                  throw Refusal.invalid(name, "Invalid " + name + ": given twice (must be once)");
                }
              });
    }
    return true;
  }

  /** The parameters of a method by their names in a request. */
  static Set<String> names(Method method) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : method.getParameters()) {
      RequestParam asked = parameter.getAnnotation(RequestParam.class);
      if (asked != null) {
        String said = asked.value().isEmpty() ? asked.name() : asked.value();
        names.add(said.isEmpty() ? parameter.getName() : said);
      }
      if (parameter.getType() == Paging.class) {
        names.add("limit");
        names.add("cursor");
      }
    }
    return names;
  }

  private static String shown(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) : name;
  }
}
