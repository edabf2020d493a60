// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.health;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether it lives, and whether requests are to be sent to it. */
@RestController
final class HealthController {

  private final Readiness readiness;

  HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  @GetMapping("/health/live")
  Map<String, String> live() {
    return Map.of("status", "up");
  }

  @GetMapping("/health/ready")
  ResponseEntity<Map<String, String>> ready() {
    return ResponseEntity.status(readiness.isReady() ? 200 : 503)
        .body(Map.of("status", readiness.word()));
  }
}
