// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import io.perennial.serve.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;

/** What controllers throw, as problems. */
@RestControllerAdvice
final class Problems {

  @ExceptionHandler
  ResponseEntity<Problem> refusal(Refusal refusal, HttpServletRequest request) {
    return answer(request, refusal.status(), String.valueOf(refusal.getMessage()), refusal.field());
  }

  @ExceptionHandler
  ResponseEntity<Problem> type(
      MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
    MethodParameter parameter = wrong.getParameter();
    return answer(
        request,
        400,
        "Invalid "
            + wrong.getName()
            + ": the value given (must be "
            + Kinds.words(parameter.nestedIfOptional().getNestedParameterType())
            + ")",
        Optional.of(wrong.getName()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> missing(
      MissingServletRequestParameterException missing, HttpServletRequest request) {
    String name = missing.getParameterName();
    return answer(request, 400, "Missing parameter: " + name, Optional.of(name));
  }

  @ExceptionHandler
  ResponseEntity<Problem> body(
      HttpMessageNotReadableException unreadable, HttpServletRequest request) {
    for (@Nullable Throwable at = unreadable; at != null; at = at.getCause()) {
      if (at instanceof CappedBody.TooLarge) {
        return answer(request, 413, "Cannot read the body: it is too large", Optional.empty());
      }
      if (at instanceof DatabindException shape && !shape.getPath().isEmpty()) {
        String field = String.valueOf(shape.getPath().get(0).getPropertyName());
        return answer(
            request,
            400,
            "Invalid field of the body: there is none of that name, or its value is of another kind;"
                + " see /openapi.json",
            Optional.of(field.length() > 64 ? field.substring(0, 64) : field));
      }
      if (at instanceof StreamReadException broken) {
        return answer(
            request,
            400,
            "Invalid body: no JSON at line "
                + broken.getLocation().getLineNr()
                + ", column "
                + broken.getLocation().getColumnNr(),
            Optional.empty());
      }
    }
    return answer(
        request, 400, "Invalid body: must be a JSON object, see /openapi.json", Optional.empty());
  }

  @ExceptionHandler
  ResponseEntity<Problem> method(
      HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
    return answer(request, wrong, "Cannot do that here: see Allow for what can be done");
  }

  @ExceptionHandler
  ResponseEntity<Problem> media(
      HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
    return answer(request, wrong, "Cannot read a body of that type: send application/json");
  }

  @ExceptionHandler
  void gone(AsyncRequestNotUsableException gone) {
    // whoever asked has gone: there is nobody to tell
  }

  @ExceptionHandler
  ResponseEntity<Problem> other(Exception failure, HttpServletRequest request) {
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof CappedBody.TooLarge) {
        return answer(request, 413, "Cannot read the body: it is too large", Optional.empty());
      }
    }
    if (Failures.isUnreadable(failure)) {
      return answer(request, 400, Failures.UNREADABLE, Optional.empty());
    }
    if (failure instanceof ErrorResponse known && known.getStatusCode().value() < 500) {
      return answer(request, known, words(known.getStatusCode()));
    }
    Failures.keep(request, failure);
    return answer(request, 500, Failures.WORDS, Optional.empty());
  }

  private static String words(HttpStatusCode status) {
    return switch (status.value()) {
      case 404 -> "Cannot find that path: /openapi.json has those that there are";
      case 406 -> "Cannot answer in any of the types that Accept names: accept application/json";
      default -> "Cannot read the request: see /openapi.json";
    };
  }

  private static ResponseEntity<Problem> answer(
      HttpServletRequest request, ErrorResponse known, String words) {
    Problem problem =
        ProblemWriter.problem(request, known.getStatusCode().value(), words, Optional.empty());
    return ResponseEntity.status(known.getStatusCode())
        .headers(known.getHeaders())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static ResponseEntity<Problem> answer(
      HttpServletRequest request, int status, String words, Optional<String> field) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status)
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (status == 503 || status == 429) {
      answer.header(HttpHeaders.RETRY_AFTER, status == 503 ? "5" : "1");
    }
    return answer.body(ProblemWriter.problem(request, status, words, field));
  }
}
