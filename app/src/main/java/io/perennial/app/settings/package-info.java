// SPDX-License-Identifier: Apache-2.0
/** What perennial.yaml may say about the workspace, its engine and its lake. */
@NullMarked
package io.perennial.app.settings;

import org.jspecify.annotations.NullMarked;
