// SPDX-License-Identifier: Apache-2.0
/** Claims to links and customers: the step that reads and writes tables. */
@NullMarked
package io.perennial.identity.pipeline;

import org.jspecify.annotations.NullMarked;
