// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is said where neither a controller nor a filter did. */
@Controller
final class ErrorAnswer implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<Problem> error(HttpServletRequest request) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            ProblemWriter.problem(
                request,
                status,
                status >= 500
                    ? Failures.WORDS
                    : "Cannot read the request: /openapi.json has what can be asked",
                Optional.empty()));
  }
}
