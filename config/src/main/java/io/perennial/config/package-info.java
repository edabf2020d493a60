// SPDX-License-Identifier: Apache-2.0
/** What a workspace's {@code perennial.yaml} may say: declared, read, checked, documented. */
@NullMarked
package io.perennial.config;

import org.jspecify.annotations.NullMarked;
