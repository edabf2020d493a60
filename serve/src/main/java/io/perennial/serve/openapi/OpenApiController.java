// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.openapi;

import io.perennial.serve.ServedWorkspace;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API; for everyone, since it says nothing of anybody. */
@RestController
final class OpenApiController {

  private final ObjectProvider<RequestMappingHandlerMapping> methods;
  private final String version;
  private final AtomicReference<byte[]> made = new AtomicReference<>(new byte[0]);

  OpenApiController(
      ObjectProvider<RequestMappingHandlerMapping> methods, ServedWorkspace workspace) {
    this.methods = methods;
    this.version = workspace.version();
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> document() {
    byte[] known = made.get();
    if (known.length == 0) {
      Map<String, Object> document =
          ApiDocument.of(methods.getObject().getHandlerMethods(), version);
      known = JsonMapper.builder().build().writeValueAsBytes(document);
      made.set(known);
    }
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(known);
  }
}
