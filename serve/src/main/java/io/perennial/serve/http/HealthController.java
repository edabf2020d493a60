// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether it lives. */
@RestController
class HealthController {

  @GetMapping("/health/live")
  Map<String, String> live() {
    return Map.of("status", "up");
  }
}
