// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** {@code ?limit=&cursor=} as a {@link Paging}. */
final class PagingArgument implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Paging.class;
  }

  @Override
  public Paging resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory factory) {
    @Nullable String limit = request.getParameter("limit");
    return new Paging(
        limit == null ? Paging.USUAL : number(limit),
        Optional.ofNullable(request.getParameter("cursor")).filter(text -> !text.isEmpty()),
        question(request));
  }

  private static String question(NativeWebRequest request) {
    @Nullable HttpServletRequest asked = request.getNativeRequest(HttpServletRequest.class);
    StringBuilder question = new StringBuilder(asked == null ? "" : asked.getRequestURI());
    new TreeMap<>(request.getParameterMap())
        .forEach(
            (name, values) -> {
              if (!name.equals("limit") && !name.equals("cursor")) {
                question.append('\n').append(name).append('=').append(String.join("\n", values));
              }
            });
    return question.toString();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("limit", "Invalid limit: no whole number (must be 1 to 500)");
    }
  }
}
