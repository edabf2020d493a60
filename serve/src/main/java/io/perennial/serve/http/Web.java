// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import io.perennial.serve.DataVersion;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands between requests and controllers. */
@Configuration(proxyBeanMethods = false)
class Web implements WebMvcConfigurer {

  private final ObjectProvider<DataVersion> version;

  Web(ObjectProvider<DataVersion> version) {
    this.version = version;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/**").order(10);
    registry.addInterceptor(new SnapshotTags(version)).addPathPatterns("/api/**").order(20);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new PagingArgument());
  }
}
